import { CircleCheck } from 'lucide-react';
import type { PastPrediction } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Chip } from '../../ui/chip.tsx';
import { SeverityChip } from '../../ui/severity.tsx';

/** How strange the row is beside what makes a row strange. */
export function Strangeness({ prediction }: { prediction: PastPrediction }) {
  const { t, rich, format } = useMessages();
  const { prediction: score, threshold = 0, severity } = prediction.prediction_output;
  const end = Math.max(score, threshold) * 1.15 || 1;
  const place = (value: number) => `${Math.max(0, Math.min(1, value / end)) * 100}%`;
  return (
    <>
      <div className="row">
        <span className="result-figure result-label">
          {t(severity === null || severity === undefined ? 'consoleModels.answer.usual' : 'consoleKinds.unusual')}
        </span>
        {severity === null || severity === undefined ? (
          <Chip tone="good" icon={CircleCheck}>
            {t('consoleKinds.below')}
          </Chip>
        ) : (
          <SeverityChip severity={severity} />
        )}
      </div>
      <div className="strange-scale" dir="ltr" aria-hidden>
        <div
          className="strange-fill"
          style={{ width: place(score), background: score >= threshold ? 'var(--sev-high)' : 'var(--chart-actual)' }}
        />
        <div className="strange-mark" style={{ left: place(threshold) }} />
      </div>
      <p className="small secondary">
        {rich('consoleKinds.scoreIs', { score: format.fixed(score, 3), threshold: format.fixed(threshold, 3) })}
      </p>
    </>
  );
}
