import type { Db } from '../../../platform/db/database.ts';
import type { DatasetUse } from '../datasets/shape-changes.ts';
import { fieldsOf, renameFields } from '../query/filter-fields.ts';
import { listRules, updateSetting } from './rules.repository.ts';
import type { Rule } from './rules.ts';

const columnsOf = ({ column, setting }: Pick<Rule, 'column' | 'setting'>): string[] => [
  ...(column === null ? [] : [column]),
  ...(setting.columns ?? []),
  ...fieldsOf(setting.condition),
];

/** The quality rules of a dataset, each with the columns that it looks at. */
export async function listRuleUses(db: Db, organizationId: number, dataset: string): Promise<DatasetUse[]> {
  const rules = await listRules(db, organizationId, dataset);
  return rules.map((rule) => ({
    kind: 'quality_rule',
    name: rule.name ?? rule.kind,
    columns: [...new Set(columnsOf(rule))],
  }));
}

/** Lets the settings of a dataset's rules follow a column that is called otherwise now. */
export async function renameInRules(
  db: Db,
  organizationId: number,
  datasetId: number,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const rename = (name: string): string => (name === from ? to : name);
  for (const { id, setting } of await listRules(db, organizationId, datasetId)) {
    const { columns, condition } = setting;
    if (![...(columns ?? []), ...fieldsOf(condition)].includes(from)) continue;
    await updateSetting(db, organizationId, id, {
      ...setting,
      ...(columns ? { columns: columns.map(rename) } : {}),
      ...(condition ? { condition: renameFields(condition, rename) } : {}),
    });
  }
}
