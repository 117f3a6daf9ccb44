import type { Retraining } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';

const most = 5;

/** When it is due next, and what the latest ones came to. */
export function RetrainingsList({ retraining }: { retraining: Retraining }) {
  const { t, format } = useMessages();
  const { items, next_run_at: nextRunAt, resting_until: restingUntil } = retraining;
  return (
    <>
      {nextRunAt !== null && (
        <p className="small secondary">{t('consoleCurves.retraining.next', { time: format.dateTime(nextRunAt) })}</p>
      )}
      {restingUntil !== null && (
        <p className="small tone-warn">
          {t('consoleCurves.retraining.rests', { time: format.dateTime(restingUntil) })}
        </p>
      )}
      {items.length > 0 && (
        <ul className="retrainings small">
          {items.slice(0, most).map((item) => (
            <li key={item.job_id}>
              <span className="row">
                <time dateTime={item.started_at}>{format.dateTime(item.started_at)}</time>
                <span className="push-end faint">{t(`consoleCurves.retraining.trigger.${item.trigger}`)}</span>
              </span>
              {item.reason_text !== null && <p className="secondary">{item.reason_text}</p>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
