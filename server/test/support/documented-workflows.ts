import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

interface Documented {
  definition: any;
  trigger: object;
}

interface Template {
  name: string;
  definition: any;
  example: object;
  parameters: readonly { pointer: string }[];
}

/** The workflows of docs/AUTOMATION.md, each with what starts it. */
export async function readDocumentedWorkflows(): Promise<Documented[]> {
  const text = await readFile(new URL('../../../docs/AUTOMATION.md', import.meta.url), 'utf8');
  return text
    .split(/^### \d+\. /m)
    .slice(1)
    .map((section) => {
      const [definition, trigger] = [...section.matchAll(/```json\n([^]*?)```/g)].map((block) =>
        JSON.parse(block[1] ?? ''),
      );
      return { definition, trigger };
    });
}

/** What the page shows is the template of the same name, but for what is chosen. */
export function checkAgainstTemplate({ definition, trigger }: Documented, templates: readonly Template[]): void {
  const template = templates.find(({ name }) => name === definition.workflow_name);
  assert.ok(template, `${definition.workflow_name} is no template`);
  const { parameters, example } = template;
  const expected = withoutChosen(template.definition, parameters);
  delete expected.description;
  assert.deepEqual(withoutChosen(definition, parameters), expected);
  assert.deepEqual(trigger, example);
}

function withoutChosen(definition: any, parameters: Template['parameters']) {
  const copy = structuredClone(definition);
  for (const { pointer } of parameters) {
    const names = pointer.slice(1).split('/');
    const last = names.pop() ?? '';
    const holder = names.reduce((value, name) => value[name], copy);
    assert.ok(last in holder, `${definition.workflow_name} has nothing at ${pointer}`);
    holder[last] = null;
  }
  return copy;
}
