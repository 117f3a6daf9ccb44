import type { Watch } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';

/** What the watch has noticed so far, and whether it is over. */
export function EpisodesCard({ episodes }: Pick<Watch, 'episodes'>) {
  const { t, format } = useMessages();
  if (episodes.length === 0) return null;
  return (
    <Card title={t('consoleWatch.episodes.title')} flush>
      <TableScroll label={t('consoleWatch.episodes.title')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('consoleWatch.episodes.what')}</th>
              <th scope="col">{t('consoleWatch.from')}</th>
              <th scope="col">{t('consoleWatch.until')}</th>
            </tr>
          </thead>
          <tbody>
            {episodes.map((episode) => (
              <tr key={`${episode.kind} ${episode.opened_at}`}>
                <th scope="row">
                  {t(episode.kind === 'drift' ? 'consoleScores.health.drifting' : 'consoleScores.health.worse')}{' '}
                  <bdi className="small faint">
                    {t('consoleModels.model.version', { version: episode.model_version })}
                  </bdi>
                </th>
                <td>{format.dateTime(episode.opened_at)}</td>
                <td>{episode.over_at === null ? t('consoleWatch.now') : format.dateTime(episode.over_at)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Card>
  );
}
