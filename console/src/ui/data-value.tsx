import { Fragment } from 'react';
import { useMessages } from '../lib/messages/messages.tsx';
import type { Column, ColumnType } from '../api/types.ts';

/** One value of a dataset as its reader writes it; what looks like a day is one, unless its type says otherwise. An empty one is said to be empty. */
export function DataValue({ value, type }: { value: unknown; type?: ColumnType | undefined }) {
  const { t, format } = useMessages();
  if (value === null || value === undefined || value === '') {
    return <span className="faint">{t('console.value.empty')}</span>;
  }
  if (typeof value === 'boolean') return t(value ? 'console.value.yes' : 'console.value.no');
  if (typeof value === 'number') {
    return <bdi className="num">{format.exact(value)}</bdi>;
  }
  if (typeof value === 'string' && type === 'timestamp' && !Number.isNaN(Date.parse(value))) {
    return <bdi className="num">{format.dateTime(value)}</bdi>;
  }
  if (typeof value === 'string' && (type ?? 'date') === 'date' && /^\d{4}-\d\d-\d\d$/.test(value)) {
    return <bdi className="num">{format.day(value)}</bdi>;
  }
  return <bdi>{typeof value === 'string' ? value : JSON.stringify(value)}</bdi>;
}

interface SampleValuesProps {
  rows: readonly Record<string, unknown>[];
  column: Column;
}

/** The first few values of a column that are there, each only once. */
export function SampleValues({ rows, column }: SampleValuesProps) {
  const values = [...new Set(rows.map((row) => row[column.name]))].filter((value) => value !== null && value !== '');
  return values.slice(0, 3).map((value, index) => (
    <Fragment key={String(value)}>
      {index > 0 && ' · '}
      <DataValue value={value} type={column.type} />
    </Fragment>
  ));
}
