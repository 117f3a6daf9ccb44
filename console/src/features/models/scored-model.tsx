import type { Model, Performance } from '../../api/types.ts';
import { DoubtsNote } from './doubts-note.tsx';
import { InputsCard } from './inputs-card.tsx';
import { LiveCard } from './live-card.tsx';
import { ReceiptCard } from './receipt-card.tsx';
import { ScoreCard } from './score-card.tsx';
import { VersionsCard } from './versions-card.tsx';

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
  return (
    <div className="columns-main">
      <div className="stack">
        <ScoreCard model={model} version={shown} />
        <InputsCard model={model} />
      </div>
      <div className="stack">
        <DoubtsNote version={shown} />
        <VersionsCard model={model} versions={performance.versions} shown={shown.version} />
        <LiveCard live={performance.live} />
        <ReceiptCard model={model} version={shown} />
      </div>
    </div>
  );
}
