import type { ReactNode } from 'react';
import { useId } from 'react';

/** The figures that somebody looks at first. */
export function Figures({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className="outlook-figures" aria-label={label}>
      {children}
    </section>
  );
}

interface FigureProps {
  name: string;
  value: ReactNode;
  /** How sure it is, or what it is beside. */
  note?: ReactNode;
}

export function Figure({ name, value, note }: FigureProps) {
  const id = useId();
  return (
    <article className="card outlook-figure" aria-labelledby={id}>
      <h2 id={id} className="small secondary">
        {name}
      </h2>
      <bdi className="outlook-value num">{value}</bdi>
      {note !== undefined && <p className="small faint">{note}</p>}
    </article>
  );
}
