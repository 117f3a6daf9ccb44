import type { DemandResult } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { ProofCard } from './proof-card.tsx';

/** How far off such forecasts were, of the queue that counts most. */
export function DemandProof({ result: { queues } }: { result: DemandResult }) {
  const { t, format } = useMessages();
  const [largest] = queues
    .filter((queue) => queue.accuracy !== null)
    .toSorted((left, right) => right.requests - left.requests);
  const accuracy = largest?.accuracy ?? null;
  if (accuracy === null) return <ProofCard lead={t('consoleOutlook.noProof')} proofs={[]} />;
  const share = (value: number | null) => (value === null ? null : format.percent(value, 1));
  return (
    <ProofCard
      lead={t('consoleOutlook.demand.proof', {
        origins: accuracy.origins,
        queue: largest?.queue ?? t('consoleOutlook.demand.everyQueue'),
      })}
      proofs={[
        {
          name: t('consoleOutlook.demand.errorDaily'),
          hint: t('consoleOutlook.proof.errorHint'),
          ours: share(accuracy.daily.wape),
          naive: share(accuracy.daily.naive.wape),
        },
        {
          name: t('consoleOutlook.demand.errorHourly'),
          ours: share(accuracy.hourly.wape),
          naive: share(accuracy.hourly.naive.wape),
        },
      ]}
    >
      {accuracy.hourly.coverage_80 !== null && (
        <p className="small secondary">
          {t('consoleOutlook.proof.coverage', {
            level: format.percent(0.8),
            measured: format.percent(accuracy.hourly.coverage_80),
          })}
        </p>
      )}
    </ProofCard>
  );
}
