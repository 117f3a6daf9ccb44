import { useQuery } from '@tanstack/react-query';
import { cardQuery } from '../../api/models.ts';
import type { Model, ModelVersion } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { Skeleton } from '../../ui/states.tsx';

/** How large each group is and what sets it apart, in the words of the server's card. */
export function SegmentsCard({ model, version }: { model: Model; version: ModelVersion }) {
  const { t, format, language } = useMessages();
  const card = useQuery(cardQuery(model.id, version.version, language));
  const words = card.data?.sections.find(({ key }) => key === 'segments')?.table?.rows ?? [];
  const segments = version.segments ?? [];
  const largest = Math.max(...segments.map(({ share }) => share), 0.01);
  return (
    <Card
      title={t('consoleKinds.segments.title')}
      subtitle={t('consoleKinds.segments.count', { count: segments.length, rows: version.rows })}
    >
      <ol className="kind-segments">
        {segments.map(({ segment, rows, share }, index) => (
          <li key={segment}>
            <div className="row">
              <b className="semibold">{t('consoleModels.answer.group', { number: String(segment) })}</b>
              <span className="push-end num small secondary">{t('consoleKinds.rows', { rows })}</span>
              <b className="num semibold kind-share">{format.percent(share)}</b>
            </div>
            <div className="bar" aria-hidden>
              <div style={{ inlineSize: `${(share / largest) * 100}%`, background: 'var(--chart-actual)' }} />
            </div>
            {card.isPending ? <Skeleton /> : <p className="small secondary">{words[index]?.at(-1)}</p>}
          </li>
        ))}
      </ol>
    </Card>
  );
}
