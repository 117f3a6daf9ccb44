import { Inbox } from 'lucide-react';
import type { QueryResult } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { DataValue } from '../../ui/data-value.tsx';
import { Empty } from '../../ui/states.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { timeWriter } from './times.ts';

type ResultColumn = QueryResult['columns'][number];

const mostRows = 500;

/** The answer as it came; what is money carries its currency. */
export function AnswerTable({ result }: { result: QueryResult }) {
  const { t, format } = useMessages();
  const { columns, rows, totals } = result;
  const days = columns.filter(({ type, kind }) => type === 'date' && kind === 'dimension');
  const writers = new Map(
    days.map(({ name }) => [
      name,
      timeWriter(
        format,
        rows.map((row) => row[name]).filter((day) => typeof day === 'string'),
      ),
    ]),
  );
  const nameOf = useColumnNames(columns);
  const isGrouped = columns.some(({ kind }) => kind === 'dimension') && columns.some(({ kind }) => kind === 'measure');
  if (rows.length === 0) return <Empty icon={Inbox} text={t('consoleQuestions.nothing')} />;
  return (
    <>
      <TableScroll label={t('consoleQuestions.answer')}>
        <table className="table answer-table">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.name} scope="col" className={isEnd(column) ? 'end' : undefined}>
                  <bdi>{nameOf(column.name)}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, mostRows).map((row, index) => (
              // Rows of an answer have no name but their place.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={index}>
                {columns.map((column) => (
                  <td key={column.name} className={isEnd(column) ? 'end' : 'sample'}>
                    <ResultValue column={column} value={row[column.name]} writeTime={writers.get(column.name)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          {totals !== null && isGrouped && (
            <tfoot>
              <tr>
                {columns.map((column, index) => (
                  <td key={column.name} className={isEnd(column) ? 'end semibold' : 'semibold'}>
                    {index === 0 && t('consoleQuestions.total')}
                    {column.kind === 'measure' && <ResultValue column={column} value={totals[column.name]} />}
                  </td>
                ))}
              </tr>
            </tfoot>
          )}
        </table>
      </TableScroll>
      {rows.length > mostRows && (
        <p className="small faint">{t('consoleQuestions.moreRows', { count: rows.length - mostRows })}</p>
      )}
    </>
  );
}

const isEnd = ({ type }: ResultColumn): boolean => type === 'integer' || type === 'number';

const derived = { _previous: 'previous', _relative_change: 'relative', _change: 'change' } as const;
const endings = ['_previous', '_relative_change', '_change'] as const;

/** Columns of a comparison are called after the figure that they belong to. */
export function useColumnNames(columns: readonly ResultColumn[]): (name: string) => string {
  const { t } = useMessages();
  const names = new Set(columns.map(({ name }) => name));
  return (name) => {
    const ending = endings.find((each) => name.endsWith(each) && names.has(name.slice(0, -each.length)));
    if (ending === undefined) return name;
    return t(`consoleQuestions.column.${derived[ending]}`, { figure: name.slice(0, -ending.length) });
  };
}

interface ResultValueProps {
  column: ResultColumn;
  value: unknown;
  /** How the moments of the column are written, where they depend on each other. */
  writeTime?: ((time: string) => string) | undefined;
}

export function ResultValue({ column, value, writeTime }: ResultValueProps) {
  const write = useWrite(column);
  if (writeTime !== undefined && typeof value === 'string') return <bdi className="num">{writeTime(value)}</bdi>;
  if (typeof value !== 'number') return <DataValue value={value} type={column.type} />;
  return <bdi className="num">{write(value)}</bdi>;
}

const relative = '_relative_change';

/** Writes a figure of the column: as money, as a share, or plain. */
export function useWrite({ name, unit }: Pick<ResultColumn, 'name' | 'unit'>): (value: number) => string {
  const { format } = useMessages();
  if (name.endsWith(relative)) {
    return (value) => format.signed(value, { style: 'percent', maximumFractionDigits: 1 });
  }
  if (unit === 'ratio') return (value) => format.percent(value, 1);
  if (unit !== null && /^[A-Z]{3}$/.test(unit)) return (value) => format.money(value, unit);
  return (value) => (Number.isInteger(value) ? format.integer(value) : format.figure(value));
}
