import { lazy, Suspense } from 'react';
import type { Analysis } from '../../api/types.ts';
import type { Subject } from '../../lib/subjects.ts';
import { WaitingCard } from '../../ui/waiting-card.tsx';
import { AssumptionsCard } from './assumptions-card.tsx';
import { BasisCard } from './told-cards.tsx';
import type { Ask } from './use-ask.ts';

interface AnswerBodyProps {
  analysis: Analysis;
  subject: Subject;
  organization: string;
  ask: Ask;
}

const Churn = lazy(async () => ({ default: (await import('./churn-answer.tsx')).ChurnAnswer }));
const Stock = lazy(async () => ({ default: (await import('./stock-answer.tsx')).StockAnswer }));
const Demand = lazy(async () => ({ default: (await import('./demand-answer.tsx')).DemandAnswer }));
const Revenue = lazy(async () => ({ default: (await import('./revenue-answer.tsx')).RevenueAnswer }));

/** One answer whole: in figures, in words, with its list, its proof and its assumptions. */
export function AnswerBody({ analysis, subject, organization, ask }: AnswerBodyProps) {
  return (
    <Suspense fallback={<WaitingCard />}>
      <KindOfAnswer analysis={analysis} organization={organization} />
      <div className="outlook-foot">
        <AssumptionsCard
          key={analysis.id}
          analysis={analysis}
          subject={subject}
          organization={organization}
          ask={ask}
        />
        <BasisCard analysis={analysis} organization={organization} />
      </div>
    </Suspense>
  );
}

function KindOfAnswer({ analysis, organization }: Pick<AnswerBodyProps, 'analysis' | 'organization'>) {
  const { result } = analysis;
  if (result === null) return null;
  const parts = { analysis, organization };
  if ('survival' in result) return <Churn {...parts} result={result} />;
  if ('families' in result) return <Stock {...parts} result={result} />;
  if ('staffing' in result) return <Demand {...parts} result={result} />;
  return <Revenue {...parts} result={result} />;
}
