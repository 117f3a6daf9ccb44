import { isObject } from '../expressions/scope.ts';
import type { TemplateParameter } from './template.ts';

export interface DatasetUse {
  name: string;
  /** False: it is only written to. */
  isRead: boolean;
}

/** The datasets that the steps of a definition read or write, wherever they stand. */
export function listDatasetUses(definition: unknown): DatasetUse[] {
  const uses = new Map<string, DatasetUse>();
  walk(definition, (node) => {
    const { type, table_name: table, operation = 'update', query } = node;
    if (type === 'data_update') add(table, operation === 'update');
    if (type === 'data_query' && isObject(query)) add(query['dataset'], true);
  });
  return [...uses.values()];

  function add(name: unknown, isRead: boolean): void {
    if (typeof name !== 'string') return;
    uses.set(name, { name, isRead: isRead || uses.get(name)?.isRead === true });
  }
}

/** What stands at a parameter's place; null where it has to be chosen first. */
export function valueAt(definition: unknown, { pointer }: Pick<TemplateParameter, 'pointer'>): unknown {
  const names = pointer.slice(1).split('/');
  return names.reduce<unknown>((value, name) => {
    if (Array.isArray(value)) return value[Number(name)];
    return isObject(value) ? value[name] : undefined;
  }, definition);
}

function walk(value: unknown, visit: (node: Readonly<Record<string, unknown>>) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  if (!isObject(value)) return;
  visit(value);
  for (const item of Object.values(value)) walk(item, visit);
}
