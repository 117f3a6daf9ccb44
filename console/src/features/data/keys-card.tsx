import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { Profile } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';

const mostKeys = 6;

/** Columns that tell rows apart, or nearly do, and columns that lead to other datasets. */
export function KeysCard({ profile }: { profile: Profile }) {
  const { t, format } = useMessages();
  const { keys, references } = profile;
  return (
    <Card title={t('consoleProfile.keys')}>
      {keys.length === 0 && <p className="faint">{t('consoleProfile.noKeys')}</p>}
      <ul className="stack">
        {keys.slice(0, mostKeys).map(({ columns, duplicates, blanks }) => {
          const isWhole = duplicates + blanks === 0;
          return (
            <li key={columns.join(' ')} className="profile-fact">
              <span className={isWhole ? 'tone-good' : 'tone-warn'}>
                <Icon as={isWhole ? CircleCheck : TriangleAlert} size={14} />
              </span>
              <span>
                <bdi className="mono">{columns.join(' + ')}</bdi>{' '}
                <span className="small faint">
                  {isWhole
                    ? t('consoleProfile.tellsApart')
                    : t('consoleProfile.nearlyApart', { repeated: duplicates, blank: blanks })}
                </span>
              </span>
            </li>
          );
        })}
        {references.map(({ column, dataset, found }) => (
          <li key={`${column} ${dataset}`} className="profile-fact">
            <span className={found === 1 ? 'tone-good' : 'tone-warn'}>
              <Icon as={found === 1 ? CircleCheck : TriangleAlert} size={14} />
            </span>
            <span>
              <bdi className="mono">{column}</bdi>{' '}
              <span className="small faint">
                {t('consoleProfile.leadsTo', { dataset, share: format.percent(found, found === 1 ? 0 : 1) })}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
