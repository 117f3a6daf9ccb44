import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { isMeasured, profileQuery } from '../../api/profile.ts';
import type { Profile } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { present } from '../../lib/url-state.ts';
import { Card } from '../../ui/card.tsx';
import { Loaded } from '../../ui/states.tsx';
import { ColumnDetail } from './column-detail.tsx';
import { DriftCard } from './drift-card.tsx';
import { KeysCard } from './keys-card.tsx';
import { NotesCard } from './notes-card.tsx';
import { ProfileColumns } from './profile-columns.tsx';
import { Measuring, ProfileHead } from './profile-head.tsx';
import './profile.css';

const route = getRouteApi('/o/$organization/datasets/$dataset');

/** What a dataset looks like: each column's values, what is odd about them, and how the last import differs. */
export function ProfileTab({ name }: { name: string }) {
  const { t } = useMessages();
  const profile = useQuery(profileQuery(name));
  return (
    <Loaded query={profile}>
      {(found) =>
        isMeasured(found) ? (
          <Measured profile={found} />
        ) : (
          <Card>
            <Measuring jobId={found.job_id} label={t('consoleProfile.measuring')} />
          </Card>
        )
      }
    </Loaded>
  );
}

function Measured({ profile }: { profile: Profile }) {
  const { organization } = route.useParams();
  const { column: chosen, view } = route.useSearch();
  const navigate = useNavigate({ from: '/o/$organization/datasets/$dataset' });
  const column = profile.columns.find(({ name }) => name === chosen);
  return (
    <>
      <ProfileHead profile={profile} />
      <div className="columns-main profile">
        <div className="stack">
          <ProfileColumns profile={profile} organization={organization} chosen={column?.name} />
          {column === undefined && (
            <NotesCard notes={profile.notes} dataset={profile.dataset} organization={organization} />
          )}
        </div>
        <div className="stack">
          {column === undefined ? (
            <>
              <KeysCard profile={profile} />
              <DriftCard profile={profile} />
            </>
          ) : (
            <ColumnDetail
              key={column.name}
              column={column}
              notes={profile.notes.filter((note) => note.column === column.name)}
              drift={profile.drift?.columns.find((each) => each.column === column.name)}
              dataset={profile.dataset}
              organization={organization}
              isTable={view === 'table'}
              onTable={(isTable) =>
                void navigate({
                  search: (now) => present({ ...now, view: isTable ? ('table' as const) : undefined }),
                  replace: true,
                })
              }
            />
          )}
        </div>
      </div>
    </>
  );
}
