import type { ReactNode } from 'react';
import { useId } from 'react';
import { classNames } from '../lib/class-names.ts';

interface CardProps {
  title?: ReactNode;
  subtitle?: ReactNode;
  aside?: ReactNode;
  /** A flush body is for tables, whose rows bring their own height. */
  flush?: boolean;
  className?: string;
  children: ReactNode;
}

export function Card({ title, subtitle, aside, flush = false, className, children }: CardProps) {
  const id = useId();
  const body = <div className={flush ? 'card-flush' : 'card-body'}>{children}</div>;
  if (title === undefined) return <div className={classNames('card', className)}>{body}</div>;
  return (
    <section className={classNames('card', className)} aria-labelledby={id}>
      <div className="card-head">
        <h2 id={id}>{title}</h2>
        {subtitle !== undefined && <span className="small faint">{subtitle}</span>}
        {aside !== undefined && <div className="push-end row">{aside}</div>}
      </div>
      {body}
    </section>
  );
}
