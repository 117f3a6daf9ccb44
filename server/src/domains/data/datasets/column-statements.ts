import pg from 'pg';

interface IndexPlace {
  schema: string;
  table: string;
  datasetId: number;
  column: string;
}

const quote = (name: string): string => pg.escapeIdentifier(name);
const tableOf = ({ schema, table }: { schema: string; table: string }): string => `${quote(schema)}.${quote(table)}`;

/** Called by the dataset's number, because a name of a table leaves no room for more. */
const keyIndex = (datasetId: number): string => `_key_${datasetId}`;
const uniqueIndex = (constraintId: number): string => `_unique_${constraintId}`;

/** Makes a column the key: every row has a value in it, no two rows the same. */
export function indexKey({ schema, table, datasetId, column }: IndexPlace): string {
  const place = tableOf({ schema, table });
  return `alter table ${place} alter column ${quote(column)} set not null;
    create unique index ${quote(keyIndex(datasetId))} on ${place} (${quote(column)})`;
}

export function unindexKey({ schema, table, datasetId, column }: IndexPlace): string {
  return `alter table ${tableOf({ schema, table })} alter column ${quote(column)} drop not null;
    drop index ${quote(schema)}.${quote(keyIndex(datasetId))}`;
}

export function indexUnique(part: { schema: string; table: string; column: string; constraintId: number }): string {
  return `create unique index ${quote(uniqueIndex(part.constraintId))} on ${tableOf(part)} (${quote(part.column)})`;
}

export function dropUniqueIndex(schema: string, constraintId: number): string {
  return `drop index ${quote(schema)}.${quote(uniqueIndex(constraintId))}`;
}

/** What an index that refused a value is there for; null for one of another origin. */
export function readIndexName(name: string): { kind: 'key' } | { kind: 'unique'; constraintId: number } | null {
  if (/^_key_\d+$/.test(name)) return { kind: 'key' };
  const id = /^_unique_(\d+)$/.exec(name)?.[1];
  return id === undefined ? null : { kind: 'unique', constraintId: Number(id) };
}

export function renameColumn(part: { schema: string; table: string; from: string; to: string }): string {
  return `alter table ${tableOf(part)} rename column ${quote(part.from)} to ${quote(part.to)}`;
}

export function dropColumn(part: { schema: string; table: string; column: string }): string {
  return `alter table ${tableOf(part)} drop column ${quote(part.column)}`;
}
