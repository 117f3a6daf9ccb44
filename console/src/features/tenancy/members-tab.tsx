import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { membersQuery } from '../../api/members.ts';
import { sessionQuery } from '../../api/session.ts';
import type { Member } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Permitted, useMay } from '../../ui/permission.tsx';
import { Loaded } from '../../ui/states.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { Invitations } from './invitations.tsx';
import { RoleChoice, RoleName } from './role-choice.tsx';
import { Roles } from './roles.tsx';

const RemoveMemberDialog = lazy(async () => ({
  default: (await import('./remove-member-dialog.tsx')).RemoveMemberDialog,
}));

export function MembersTab() {
  return (
    <Permitted to="tenancy:read">
      <div className="stack">
        <Members />
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
                  <MemberRow key={member.user_id} member={member} onRemove={() => setRemoving(member)} />
                ))}
              </tbody>
            </table>
          </TableScroll>
        )}
      </Loaded>
      <Suspense>
        {removing !== null && <RemoveMemberDialog member={removing} onClose={() => setRemoving(null)} />}
      </Suspense>
    </Card>
  );
}

function MemberRow({ member, onRemove }: { member: Member; onRemove(): void }) {
  const { t, format } = useMessages();
  const session = useQuery({ ...sessionQuery, enabled: false }).data;
  const isOwn = session?.user.id === member.user_id;
  const mayChange = useMay('tenancy:manage') && !isOwn;
  return (
    <tr>
      <th scope="row">
        <span className="row">
          <bdi className="medium">{member.name}</bdi>
          {isOwn && <Chip tone="accent">{t('consoleSettings.members.you')}</Chip>}
        </span>
        <bdi className="small faint">{member.email}</bdi>
      </th>
      <td>{mayChange ? <RoleChoice member={member} /> : <RoleName member={member} />}</td>
      <td className="secondary wide-only">
        <time dateTime={member.created_at}>{format.date(member.created_at)}</time>
      </td>
      <td className="end">
        {mayChange && (
          <Button
            size="small"
            kind="quiet"
            className="button-danger"
            aria-label={t('consoleSettings.members.removeNamed', { name: member.name })}
            onClick={onRemove}
          >
            {t('consoleSettings.members.remove')}
          </Button>
        )}
      </td>
    </tr>
  );
}
