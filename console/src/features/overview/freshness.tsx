import { CircleDot } from 'lucide-react';
import type { Dashboard } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useNow } from '../../lib/now.ts';
import { Icon } from '../../ui/icon.tsx';

/** To when the data reach, since a figure without its time says nothing. */
export function Freshness({ freshness }: { freshness: Dashboard['freshness'] }) {
  const { t, format } = useMessages();
  const nowMs = useNow();
  const { data_to: dataTo, updated_at: updatedAt } = freshness;
  const newest = dataTo ?? updatedAt;
  if (newest === null) return null;
  return (
    <span className="chip freshness">
      <span className="tone-good">
        <Icon as={CircleDot} size={12} />
      </span>
      <time
        dateTime={newest}
        title={
          updatedAt === null
            ? undefined
            : t('consoleHome.dashboard.loaded', { time: format.relative(updatedAt, nowMs) })
        }
      >
        {t('consoleHome.dashboard.dataTo', { time: format.dateTime(newest) })}
      </time>
    </span>
  );
}
