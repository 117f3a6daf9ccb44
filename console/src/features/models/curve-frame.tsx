import type { ReactNode } from 'react';
import { useMessages } from '../../lib/messages/messages.tsx';

const size = 220;
const inset = { start: 34, end: 8, top: 8, bottom: 24 };

/** Where a value lies, in units of the picture. */
export interface Scale {
  x(value: number): number;
  y(value: number): number;
}

interface CurveFrameProps {
  /** What is drawn, for those who cannot see it. */
  label: string;
  from: number;
  to: number;
  children(scale: Scale): ReactNode;
}

/** A square with the same axis on both sides: what lies on its diagonal is as it should be. */
export function CurveFrame({ label, from, to, children }: CurveFrameProps) {
  const { format } = useMessages();
  const span = to - from || 1;
  const x = (value: number) => inset.start + ((value - from) / span) * (size - inset.start - inset.end);
  const y = (value: number) => size - inset.bottom - ((value - from) / span) * (size - inset.top - inset.bottom);
  const write = (value: number) =>
    format.numberFormat({ notation: 'compact', maximumSignificantDigits: 2 }).format(value);
  return (
    <svg className="curve" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} direction="ltr">
      {[from, from + span / 2, to].map((tick) => (
        <g key={tick}>
          <line x1={x(from)} x2={x(to)} y1={y(tick)} y2={y(tick)} stroke="var(--chart-grid)" />
          <text x={inset.start - 6} y={y(tick) + 4} textAnchor="end" className="curve-tick">
            {write(tick)}
          </text>
          <text x={x(tick)} y={size - 8} textAnchor="middle" className="curve-tick">
            {write(tick)}
          </text>
        </g>
      ))}
      <line x1={x(from)} y1={y(from)} x2={x(to)} y2={y(to)} stroke="var(--chart-baseline)" strokeDasharray="2 3" />
      {children({ x, y })}
    </svg>
  );
}

/** A line through points. */
export const lineThrough = (points: readonly (readonly [number, number])[]): string =>
  points.map(([left, top], index) => `${index === 0 ? 'M' : 'L'}${left.toFixed(1)} ${top.toFixed(1)}`).join('');
