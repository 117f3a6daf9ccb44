import type { LanguageCode } from '../../../platform/messages/languages.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import { answerTemplates } from './answer-templates.ts';
import { customerTemplates } from './customer-templates.ts';
import { orderTemplates } from './order-templates.ts';
import type { Say, TemplateParameter, WorkflowTemplate } from './template.ts';
import { type DatasetUse, listDatasetUses, valueAt } from './template-needs.ts';

export type TemplateService = ReturnType<typeof createTemplateService>;

/** What an organization has that workflows use. Handed in: it is other domains'. */
export interface WhatIsThere {
  listDeployedModels(organizationId: number): Promise<{ id: number; name: string; type: string }[]>;
  /** `made`: it comes to be with its first record. */
  findDataset(organizationId: number, name: string): Promise<'there' | 'made' | 'missing'>;
}

interface TemplateDeps {
  messages: Pick<Messages, 'translate'>;
  whatIsThere: WhatIsThere;
}

const templates: readonly WorkflowTemplate[] = [...orderTemplates, ...customerTemplates, ...answerTemplates];

/** Workflows to begin from, in the reader's language, and what an organization still lacks for them. */
export function createTemplateService({ messages, whatIsThere }: TemplateDeps) {
  return {
    async list(organizationId: number, language: LanguageCode) {
      const say: Say = (key, params) => messages.translate(language, key, params);
      const look = createLook(whatIsThere, organizationId);
      return Promise.all(templates.map((template) => describe(template, say, look)));
    },
  };
}

/** Each thing is looked for once. */
function createLook(whatIsThere: WhatIsThere, organizationId: number) {
  const models = whatIsThere.listDeployedModels(organizationId);
  const datasets = new Map<string, ReturnType<WhatIsThere['findDataset']>>();
  return {
    async listModels(type: string | undefined) {
      return (await models).filter((model) => model.type === type).map(({ id, name }) => ({ value: id, label: name }));
    },
    async has({ name, isRead }: DatasetUse): Promise<boolean> {
      const looked = datasets.get(name) ?? whatIsThere.findDataset(organizationId, name);
      datasets.set(name, looked);
      const found = await looked;
      return found === 'there' || (found === 'made' && !isRead);
    },
  };
}

type Look = ReturnType<typeof createLook>;

async function describe(template: WorkflowTemplate, say: Say, look: Look) {
  const { key, define, parameters, example } = template;
  const name = say(template.name);
  const description = say(template.description);
  const definition = { workflow_name: name, description, ...define(say) };
  const needs = [
    ...(await Promise.all(listDatasetUses(definition).map((use) => describeDataset(use, say, look)))),
    ...(await Promise.all(
      parameters.filter(({ kind }) => kind === 'model').map((parameter) => describeModel(parameter, say, look)),
    )),
  ];
  return {
    key,
    name,
    description,
    definition,
    example,
    parameters: await Promise.all(
      parameters.map(async ({ modelType, label, ...parameter }) => ({
        ...parameter,
        label: say(label),
        value: valueAt(definition, parameter),
        choices: parameter.kind === 'model' ? await look.listModels(modelType) : null,
      })),
    ),
    needs,
    isReady: needs.every(({ isMet }) => isMet),
  };
}

const describeDataset = async (use: DatasetUse, say: Say, look: Look) => ({
  kind: 'dataset' as const,
  name: use.name,
  text: say('workflowTemplates.needs.dataset', { dataset: use.name }),
  isMet: await look.has(use),
});

const describeModel = async ({ modelType = '' }: TemplateParameter, say: Say, look: Look) => ({
  kind: 'model' as const,
  name: modelType,
  text: say('workflowTemplates.needs.model', { type: modelType }),
  isMet: (await look.listModels(modelType)).length > 0,
});
