import type { ColumnType } from '../../api/types.ts';

export const columnTypes = [
  'text',
  'integer',
  'number',
  'boolean',
  'date',
  'timestamp',
] as const satisfies readonly ColumnType[];

export const columnTypeOf = (text: string): ColumnType => columnTypes.find((type) => type === text) ?? 'text';
