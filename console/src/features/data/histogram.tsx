import { useMessages } from '../../lib/messages/messages.tsx';
import { DataValue } from '../../ui/data-value.tsx';
import type { ColumnType } from '../../api/types.ts';
import type { Cell } from './distribution.ts';
import { heightsOf } from './distribution.ts';

interface DistributionProps {
  cells: readonly Cell[];
  type: ColumnType;
  isTable: boolean;
}

/** How the values are spread: stretches of numbers as upright bars, single values as lying ones, both as a table. */
export function Distribution({ cells, type, isTable }: DistributionProps) {
  if (isTable) return <DistributionTable cells={cells} type={type} />;
  return cells[0]?.range === undefined ? <ValueBars cells={cells} type={type} /> : <Histogram cells={cells} />;
}

const width = 308;
const height = 120;

function Histogram({ cells }: { cells: readonly Cell[] }) {
  const { t, format } = useMessages();
  const step = width / cells.length;
  const [first, last] = [cells[0]?.range, cells.at(-1)?.range];
  const said = t('consoleProfile.spread', {
    from: format.figure(first?.from ?? 0),
    to: format.figure(last?.to ?? 0),
  });
  return (
    <figure dir="ltr">
      <svg viewBox={`0 0 ${width} ${height}`} className="histogram" role="img" aria-label={said}>
        <line x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} stroke="var(--chart-grid)" />
        {heightsOf(cells).map((share, index) => (
          <rect
            // Bars have no name but their place.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            x={index * step}
            y={height - Math.max(1, share * (height - 4))}
            width={Math.max(1, step - 1.5)}
            height={Math.max(1, share * (height - 4))}
            fill="var(--chart-actual)"
            rx={1}
          />
        ))}
      </svg>
      <figcaption className="row small faint num">
        <span>{format.figure(first?.from ?? 0)}</span>
        <span className="push-end">{format.figure(last?.to ?? 0)}</span>
      </figcaption>
    </figure>
  );
}

function ValueBars({ cells, type }: { cells: readonly Cell[]; type: ColumnType }) {
  const { format } = useMessages();
  const heights = heightsOf(cells);
  return (
    <ul className="value-bars">
      {cells.map(({ value, share }, index) => (
        <li key={String(value)}>
          <span className="row">
            <span className="truncate">
              <DataValue value={value} type={type} />
            </span>
            <span className="push-end small secondary num">{format.percent(share, 1)}</span>
          </span>
          <span className="bar">
            <div style={{ inlineSize: `${(heights[index] ?? 0) * 100}%`, background: 'var(--chart-actual)' }} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function DistributionTable({ cells, type }: { cells: readonly Cell[]; type: ColumnType }) {
  const { t, format } = useMessages();
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t('consoleProfile.value')}</th>
          <th scope="col" className="end">
            {t('consoleProfile.share')}
          </th>
        </tr>
      </thead>
      <tbody>
        {cells.map(({ range, value, share }) => (
          <tr key={range === undefined ? String(value) : range.from}>
            <th scope="row" className="sample num">
              {range === undefined ? (
                <DataValue value={value} type={type} />
              ) : (
                <bdi>
                  {format.figure(range.from)} – {format.figure(range.to)}
                </bdi>
              )}
            </th>
            <td className="end">{format.percent(share, 1)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
