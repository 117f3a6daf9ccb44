import { useQuery } from '@tanstack/react-query';
import { listItems } from '../../api/analyses.ts';
import type { WorkflowTemplate } from '../../api/workflows.ts';
import { isFields } from './definition.ts';

type Example = WorkflowTemplate['example'];

/** What a workflow made of an answer is tried with: the answer's own list, in the shape of the template's example. */
export function useAnswerExample(template: WorkflowTemplate, answer: string | undefined): Example {
  const id = Number(answer);
  const items = useQuery({
    queryKey: ['analyses', 'one', id, 'example'],
    queryFn: () => listItems(id),
    enabled: answer !== undefined && Number.isInteger(id),
  }).data;
  return items === undefined ? template.example : exampleOf(template.example, items);
}

/** Of every line what the example tells of one; lines whose figures say that nothing is to be done are left out. */
export function exampleOf(example: Example, items: readonly Record<string, unknown>[]): Example {
  const filled = Object.entries(example).map(([name, list]) => {
    const [first]: unknown[] = Array.isArray(list) ? list : [];
    if (!isFields(first)) return [name, list];
    const columns = Object.keys(first);
    const lines = items
      .map((item) => Object.fromEntries(columns.map((column) => [column, item[column] ?? null])))
      .filter((line) =>
        Object.values(line).every((value) => value !== null && !(typeof value === 'number' && value <= 0)),
      );
    return [name, lines.length === 0 ? list : lines];
  });
  return Object.fromEntries(filled);
}
