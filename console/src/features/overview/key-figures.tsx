import { ArrowDown, ArrowUp, Lock, Minus } from 'lucide-react';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import type { DashboardChoice } from '../../api/overview.ts';
import type { KeyFigure } from '../../api/types.ts';
import type { Format } from '../../lib/format.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { isStandardMetric } from '../../lib/standard-metrics.ts';
import { Icon } from '../../ui/icon.tsx';
import { Sparkline } from './sparkline.tsx';

interface KeyFiguresProps {
  /** Null for those who may not see them. */
  figures: readonly KeyFigure[] | null;
  choice: DashboardChoice;
  organization: string;
}

/** What the company looks at first, each beside what it was before. */
export function KeyFigures({ figures, choice, organization }: KeyFiguresProps) {
  const { t } = useMessages();
  if (figures === null) {
    return (
      <p className="row small faint">
        <Icon as={Lock} size={14} />
        {t('consoleHome.dashboard.withheld')}
      </p>
    );
  }
  if (figures.length === 0) return null;
  return (
    <section className="key-figures" aria-label={t('consoleHome.dashboard.figures')}>
      {figures.map((figure) => (
        <KeyFigureCard key={figure.name} figure={figure} choice={choice} organization={organization} />
      ))}
    </section>
  );
}

/** As finely as the period is looked at. */
const grains = { '7d': 'day', '30d': 'day', '90d': 'week', '12m': 'month' } as const;

function writeFigure(format: Format, { unit, is_money: isMoney }: KeyFigure, value: number): string {
  if (isMoney && unit !== null) return format.money(value, unit);
  if (unit === 'ratio') return format.percent(value, 1);
  if (unit === 'minutes') return format.duration(value * 60);
  return format.figure(value);
}

interface KeyFigureCardProps extends Pick<KeyFiguresProps, 'choice' | 'organization'> {
  figure: KeyFigure;
}

/** A figure; its name leads to the question behind it, about the same time. */
function KeyFigureCard({ figure, choice: { period, compare }, organization }: KeyFigureCardProps) {
  const { t, format, rich } = useMessages();
  const id = useId();
  const before = figure[compare];
  return (
    <article className="card key-figure" aria-labelledby={id}>
      <div className="row">
        <h2 id={id} className="key-figure-name truncate grow">
          <Link
            className="key-figure-link"
            to="/o/$organization/query"
            params={{ organization }}
            search={{ metric: figure.name, grain: grains[period], period, compare }}
          >
            {isStandardMetric(figure.name) ? t(`consoleHome.metrics.${figure.name}`) : <bdi>{figure.name}</bdi>}
          </Link>
        </h2>
        <Sparkline series={figure.series} />
      </div>
      <bdi className="key-figure-value num">
        {figure.value === null ? t('console.value.none') : writeFigure(format, figure, figure.value)}
      </bdi>
      <p className="key-figure-before small">
        <ChangeMark figure={figure} change={before.relative_change} />
        {before.value !== null && (
          <span className="faint">
            {rich('consoleHome.dashboard.before', {
              value: <bdi className="num">{writeFigure(format, figure, before.value)}</bdi>,
            })}
          </span>
        )}
      </p>
    </article>
  );
}

/** Up or down by an arrow, good or bad by a colour and a word. */
function ChangeMark({ figure, change }: { figure: KeyFigure; change: number | null }) {
  const { t, format } = useMessages();
  if (change === null) return <span className="faint">{t('consoleHome.dashboard.nothingBefore')}</span>;
  const rounded = Math.round(change * 1000);
  const way = rounded === 0 ? 'none' : rounded > 0 ? 'up' : 'down';
  const arrows = { up: ArrowUp, down: ArrowDown, none: Minus };
  const isGood = way === figure.direction;
  const tone = way === 'none' || figure.direction === 'none' ? 'faint' : isGood ? 'tone-good' : 'tone-bad';
  return (
    <span className={`key-figure-change medium ${tone}`}>
      <Icon as={arrows[way]} size={12} />
      <span className="hidden-visually">{t(`consoleHome.dashboard.way.${way}`)} </span>
      <bdi className="num">{format.percent(Math.abs(change), 1)}</bdi>
    </span>
  );
}
