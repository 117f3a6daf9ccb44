import { lazy, Suspense } from 'react';
import type { Model, Performance } from '../../api/types.ts';
import { lazyPart } from '../../lib/lazy-part.ts';
import { WaitingCard } from '../../ui/waiting-card.tsx';
import { tellsNoTarget } from '../../lib/model-kinds.ts';

// What stands lower on the page, or only on the page of some types, is fetched when the score is there.
const ScoreCard = lazy(async () => ({ default: (await import('./score-card.tsx')).ScoreCard }));
const TargetHeadline = lazy(async () => ({ default: (await import('./score-card.tsx')).TargetHeadline }));
const DoubtsNote = lazy(async () => ({ default: (await import('./doubts-note.tsx')).DoubtsNote }));
const InputsCard = lazy(async () => ({ default: (await import('./inputs-card.tsx')).InputsCard }));
const LiveCard = lazy(async () => ({ default: (await import('./live-card.tsx')).LiveCard }));
const ReceiptCard = lazy(async () => ({ default: (await import('./receipt-card.tsx')).ReceiptCard }));
const VersionsCard = lazy(async () => ({ default: (await import('./versions-card.tsx')).VersionsCard }));
const KindCards = lazyPart('consoleKinds', async () => (await import('./kind-cards.tsx')).KindCards);

const BackgroundCards = lazyPart('consoleWatch', async () => (await import('./background-cards.tsx')).BackgroundCards);
const CurvesCards = lazyPart('consoleCurves', async () => (await import('./curves-cards.tsx')).CurvesCards);
const LineageCard = lazyPart('consoleCurves', async () => (await import('./lineage-card.tsx')).LineageCard);
const ProofCard = lazyPart('consoleWatch', async () => (await import('./background-cards.tsx')).ProofCard);
const RetireCard = lazyPart('consoleWatch', async () => (await import('./retire-card.tsx')).RetireCard);

interface ScoredModelProps {
  model: Model;
  performance: Performance;
  /** The version that the address names. */
  wanted: string | undefined;
}

/** One version of a model with its score, its doubts and its receipt. */
export function ScoredModel({ model, performance, wanted }: ScoredModelProps) {
  const shown =
    performance.versions.find(({ version }) => String(version) === wanted) ??
    performance.versions.find(({ version }) => version === performance.current_version) ??
    performance.versions[0];
  if (shown === undefined) return null;
  const isKind = tellsNoTarget(model);
  return (
    <div className="columns-main">
      <div className="stack">
        {isKind ? (
          <Suspense fallback={<WaitingCard />}>
            <KindCards model={model} version={shown} isCurrent={shown.version === performance.current_version} />
          </Suspense>
        ) : (
          <Suspense fallback={<WaitingCard />}>
            <ScoreCard version={shown} headline={<TargetHeadline model={model} version={shown} />} />
          </Suspense>
        )}
        <Suspense>
          {!isKind && <CurvesCards version={shown} />}
          <InputsCard model={model} />
          <BackgroundCards model={model} version={shown} />
        </Suspense>
      </div>
      <div className="stack">
        <Suspense>
          <DoubtsNote model={model} version={shown} />
          <VersionsCard model={model} versions={performance.versions} shown={shown.version} />
          <LiveCard live={performance.live} />
          <ReceiptCard model={model} version={shown} />
          <LineageCard model={model} version={shown} />
          <ProofCard model={model} version={shown} />
          <RetireCard model={model} />
        </Suspense>
      </div>
    </div>
  );
}
