import type { ImportOptions } from '../../api/imports.ts';
import type { ColumnType, Dataset, Inspection } from '../../api/types.ts';

/** Where a column of the file goes. */
export interface ColumnPlan {
  heading: string;
  /** A column of the dataset or a new one; null: it is left out. */
  column: string | null;
  /** Of a new column, where somebody chose another type than the one that was found. */
  type?: ColumnType;
}

type Mapping = Inspection['proposed_mapping'];

/** What is proposed: what was kept from a file like this one, else what the headings suggest. */
export function plansOf(inspection: Inspection): ColumnPlan[] {
  const mapping = inspection.saved_mapping ?? inspection.proposed_mapping;
  return inspection.columns.map(({ heading, name }) => {
    const kept = mapping.columns.find((column) => column.heading === heading);
    if (kept === undefined) return { heading, column: mapping.other_columns === 'leave_out' ? null : name };
    return { heading, column: kept.column, ...(kept.type && { type: kept.type }) };
  });
}

/** The mapping to send; none where every column goes where it would go by itself. */
export function mappingOf(plans: readonly ColumnPlan[], inspection: Inspection): Mapping | undefined {
  const isPlain = plans.every(
    ({ column, type }, index) => type === undefined && column === inspection.columns[index]?.name,
  );
  return isPlain ? undefined : { columns: plans.map((plan) => ({ ...plan })) };
}

/** The columns that more than one column of the file would go into. */
export function sharedColumns(plans: readonly ColumnPlan[]): Set<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { column } of plans) {
    if (column !== null && seen.has(column)) shared.add(column);
    if (column !== null) seen.add(column);
  }
  return shared;
}

interface Wishes {
  /** What becomes of rows whose key the dataset has. */
  existing: NonNullable<ImportOptions['existing']>;
  /** The key of a dataset that is only now made; none where empty. */
  key: string;
  dataset: Dataset | undefined;
}

/** What has to be said of the import: all else the server finds by itself. */
export function optionsOf(
  plans: readonly ColumnPlan[] | null,
  inspection: Inspection | undefined,
  { existing, key, dataset }: Wishes,
): ImportOptions {
  const mapping = plans && inspection ? mappingOf(plans, inspection) : undefined;
  const hasColumn = (name: string) => plans?.some(({ column }) => column === name) ?? false;
  const chosen = dataset === undefined ? key : dataset.key;
  const isKeyed = chosen !== null && hasColumn(chosen);
  return {
    ...(mapping && { mapping }),
    ...(isKeyed && { key: [chosen] }),
    ...(isKeyed && dataset !== undefined && { existing }),
  };
}
