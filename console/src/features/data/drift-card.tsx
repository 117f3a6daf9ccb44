import { CircleCheck, TrendingUpDown } from 'lucide-react';
import type { Profile } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';

const mostColumns = 6;
/** From here on the values are spread otherwise than before. */
const shifted = 0.25;

/** How the rows of the last import differ from those before it. */
export function DriftCard({ profile }: { profile: Profile }) {
  const { t, format } = useMessages();
  const { drift } = profile;
  if (drift === null || drift.state === 'not_enough') {
    return (
      <Card title={t('consoleProfile.drift')}>
        <p className="faint">{t(drift === null ? 'consoleProfile.drift.none' : 'consoleProfile.drift.few')}</p>
      </Card>
    );
  }
  const judged = drift.columns.filter(({ verdict }) => verdict !== 'not_judged');
  return (
    <Card
      title={t('consoleProfile.drift')}
      aside={
        <Chip
          tone={drift.state === 'stable' ? 'good' : drift.state === 'shifting' ? 'warn' : 'bad'}
          icon={drift.state === 'stable' ? CircleCheck : TrendingUpDown}
        >
          {t(`consoleProfile.drift.${drift.state}`)}
        </Chip>
      }
    >
      <div className="stack">
        <p className="small faint">
          {t('consoleProfile.drift.against', { rows: drift.rows, before: drift.rows_before })}
        </p>
        <ul className="value-bars">
          {judged.slice(0, mostColumns).map(({ column, psi, new_values: fresh }) => (
            <li key={column}>
              <span className="row">
                <bdi className="mono truncate">{column}</bdi>
                <span className="push-end small secondary num">PSI {format.fixed(psi, 2)}</span>
              </span>
              <span className="bar">
                <div
                  style={{
                    inlineSize: `${Math.min(1, psi / (2 * shifted)) * 100}%`,
                    background: psi >= shifted ? 'var(--chart-neg)' : 'var(--chart-actual)',
                  }}
                />
              </span>
              {fresh.length > 0 && (
                <span className="small faint">
                  {t('consoleProfile.drift.newValues', { values: format.list(fresh.slice(0, 3)) })}
                </span>
              )}
            </li>
          ))}
        </ul>
        {(drift.volume.verdict === 'fewer' || drift.volume.verdict === 'more') && (
          <p className="small tone-warn">
            {t(`consoleProfile.drift.${drift.volume.verdict}`, {
              rows: drift.volume.rows,
              usual: format.integer(drift.volume.usual ?? 0),
            })}
          </p>
        )}
      </div>
    </Card>
  );
}
