import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { membersQuery } from '../../api/members.ts';
import type { Member } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { Permitted } from '../../ui/permission.tsx';
import { Loaded } from '../../ui/states.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { Invitations } from './invitations.tsx';
import { MemberRow } from './member-row.tsx';
import { RequireFactorCard } from './require-factor-card.tsx';
import { Roles } from './roles.tsx';

const RemoveMemberDialog = lazy(async () => ({
  default: (await import('./remove-member-dialog.tsx')).RemoveMemberDialog,
}));

const RescueDialog = lazy(async () => ({ default: (await import('./rescue-dialog.tsx')).RescueDialog }));

export function MembersTab() {
  return (
    <Permitted to="tenancy:read">
      <div className="stack">
        <Members />
        <RequireFactorCard />
        <Invitations />
        <Roles />
      </div>
    </Permitted>
  );
}

function Members() {
  const { t } = useMessages();
  const members = useQuery(membersQuery);
  const [removing, setRemoving] = useState<Member | null>(null);
  const [helping, setHelping] = useState<Member | null>(null);
  return (
    <Card title={t('console.settings.tab.members')} flush>
      <Loaded query={members}>
        {({ items }) => (
          <TableScroll label={t('console.settings.tab.members')}>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('consoleSettings.members.person')}</th>
                  <th scope="col">{t('consoleSettings.members.role')}</th>
                  <th scope="col" className="wide-only">
                    {t('consoleSettings.members.since')}
                  </th>
                  <th scope="col">
                    <span className="hidden-visually">{t('consoleSettings.members.remove')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {items.map((member) => (
                  <MemberRow
                    key={member.user_id}
                    member={member}
                    onHelp={() => setHelping(member)}
                    onRemove={() => setRemoving(member)}
                  />
                ))}
              </tbody>
            </table>
          </TableScroll>
        )}
      </Loaded>
      <Suspense>
        {removing !== null && <RemoveMemberDialog member={removing} onClose={() => setRemoving(null)} />}
        {helping !== null && <RescueDialog member={helping} onClose={() => setHelping(null)} />}
      </Suspense>
    </Card>
  );
}
