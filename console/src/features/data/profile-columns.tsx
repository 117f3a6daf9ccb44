import { Link } from '@tanstack/react-router';
import { KeyRound, TriangleAlert } from 'lucide-react';
import type { ColumnFigures, Profile } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { ColumnTypeLabel } from '../../ui/column-type.tsx';
import { Icon } from '../../ui/icon.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { cellsOf } from './distribution.ts';
import { SmallBars } from './small-bars.tsx';

interface ProfileColumnsProps {
  profile: Profile;
  organization: string;
  chosen: string | undefined;
}

/** One line a column; its name leads to the rest. */
export function ProfileColumns({ profile, organization, chosen }: ProfileColumnsProps) {
  const { t } = useMessages();
  const warned = new Set(
    profile.notes.flatMap(({ column, severity }) => (column !== null && severity !== 'info' ? [column] : [])),
  );
  return (
    <Card flush>
      <TableScroll label={t('consoleData.datasets.tab.profile')}>
        <table className="table profile-table">
          <thead>
            <tr>
              <th scope="col">{t('consoleData.columns.name')}</th>
              <th scope="col" className="wide-only">
                {t('console.columns.type')}
              </th>
              <th scope="col" className="end">
                {t('consoleProfile.blanks')}
              </th>
              <th scope="col" className="end">
                {t('consoleProfile.distinct')}
              </th>
              <th scope="col">{t('consoleProfile.distribution')}</th>
            </tr>
          </thead>
          <tbody>
            {profile.columns.map((column) => (
              <ProfileRow
                key={column.name}
                column={column}
                dataset={profile.dataset}
                organization={organization}
                isChosen={column.name === chosen}
                isWarned={warned.has(column.name)}
              />
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Card>
  );
}

interface ProfileRowProps {
  column: ColumnFigures;
  dataset: string;
  organization: string;
  isChosen: boolean;
  isWarned: boolean;
}

function ProfileRow({ column, dataset, organization, isChosen, isWarned }: ProfileRowProps) {
  const { t, format } = useMessages();
  const { blank_share: blanks, distinct, distinct_is: how } = column;
  return (
    <tr className={isChosen ? 'profile-chosen' : undefined}>
      <th scope="row">
        <span className="row">
          <Link
            className="table-name mono"
            to="/o/$organization/datasets/$dataset"
            params={{ organization, dataset }}
            search={isChosen ? { tab: 'profile' } : { tab: 'profile', column: column.name }}
            aria-current={isChosen ? 'true' : undefined}
            replace
          >
            <bdi>{column.name}</bdi>
          </Link>
          {column.is_key && (
            <span className="faint" title={t('consoleData.columns.key')}>
              <Icon as={KeyRound} size={12} />
              <span className="hidden-visually">{t('consoleData.columns.key')}</span>
            </span>
          )}
          {isWarned && (
            <span className="tone-warn" title={t('consoleProfile.warned')}>
              <Icon as={TriangleAlert} size={12} />
              <span className="hidden-visually">{t('consoleProfile.warned')}</span>
            </span>
          )}
        </span>
      </th>
      <td className="secondary wide-only">
        <ColumnTypeLabel type={column.type} />
      </td>
      <td className={blanks > 0 ? 'end' : 'end faint'}>{format.percent(blanks, blanks > 0 && blanks < 0.1 ? 1 : 0)}</td>
      <td className="end">
        {how === 'estimated' && '≈ '}
        {format.integer(distinct)}
      </td>
      <td>
        <SmallBars cells={cellsOf(column)} />
      </td>
    </tr>
  );
}
