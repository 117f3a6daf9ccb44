import type { LanguageCode } from '../../../platform/messages/languages.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import type { Dataset, DatasetColumn } from '../data.repository.ts';
import { type Constraint, wordsOf } from './constraints.ts';
import type { DescribedDataset } from './datasets.service.ts';
import { columnsOfStandard } from './make-dataset.ts';
import { findStandardDataset, fitsStandard, type StandardDataset } from './standard.ts';

/** Puts datasets into the words of a reader. What people have called themselves stays as it is. */
export function createDatasetWords(messages: Messages) {
  function dataset(language: LanguageCode, found: Dataset, constraints: readonly Constraint[] = []) {
    const standard = standardOf(found);
    const references = new Map(constraints.map(({ column, setting }) => [column, setting.dataset ?? '']));
    const named = new Map([...references].filter(([, name]) => name !== ''));
    return {
      name: found.name,
      label: found.label ?? (standard ? messages.translate(language, `datasets.labels.${found.name}`, {}) : found.name),
      description:
        found.description ?? (standard && messages.translate(language, `datasets.descriptions.${found.name}`, {})),
      standard: standard !== null,
      key: found.columns.find(({ isKey }) => isKey)?.name ?? null,
      row_count: found.rowCount,
      columns: found.columns.map((column) => toColumn(messages, language, standard, named, column)),
      created_at: found.createdAt.toISOString(),
      updated_at: found.updatedAt.toISOString(),
    };
  }

  const constraint = (language: LanguageCode, found: Constraint) => ({
    id: found.id,
    column: found.column,
    kind: found.kind,
    ...found.setting,
    sentence: sentence(language, found),
  });

  const sentence = (language: LanguageCode, rule: Pick<Constraint, 'column' | 'kind' | 'setting'>): string =>
    messages.translate(language, `datasets.faults.${rule.kind}`, wordsOf(rule));

  return {
    dataset,
    constraint,
    sentence,

    described: (language: LanguageCode, found: DescribedDataset) => ({
      ...dataset(language, found, found.constraints),
      constraints: found.constraints.map((each) => constraint(language, each)),
    }),

    /** A standard dataset as it is, or as it will be. */
    standard(language: LanguageCode, each: { standard: StandardDataset; dataset: Dataset | null }) {
      const { name } = each.standard;
      const columns = each.dataset?.columns ?? columnsOfStandard(each.standard, () => false);
      const nothing = { id: 0, label: null, description: null, rowCount: 0, createdAt: NEVER, updatedAt: NEVER };
      const {
        created_at: _,
        updated_at: __,
        standard: ___,
        ...shown
      } = dataset(language, {
        ...nothing,
        ...each.dataset,
        name,
        columns,
      });
      return { ...shown, description: shown.description ?? '', made: each.dataset !== null };
    },
  };
}

const NEVER = new Date(0);

const standardOf = ({ name, columns }: Pick<Dataset, 'name' | 'columns'>): StandardDataset | null => {
  const standard = findStandardDataset(name);
  return standard && fitsStandard(standard, new Set(columns.map((column) => column.name))) ? standard : null;
};

function toColumn(
  messages: Messages,
  language: LanguageCode,
  standard: StandardDataset | null,
  references: ReadonlyMap<string, string>,
  column: DatasetColumn,
) {
  const known = standard?.columns.find(({ name }) => name === column.name);
  const isOwn = !known || column.label !== column.name;
  return {
    name: column.name,
    label: isOwn ? column.label : messages.translate(language, `datasets.columns.${column.name}`, {}),
    type: column.type,
    nullable: column.nullable,
    is_key: column.isKey,
    role: column.role,
    currency: column.currency,
    refers_to: references.get(column.name) ?? known?.refersTo ?? null,
  };
}
