import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../../api/session.ts';
import type { Member } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { useMay } from '../../ui/permission.tsx';
import { RoleChoice, RoleName } from './role-choice.tsx';

interface MemberRowProps {
  member: Member;
  onHelp(): void;
  onRemove(): void;
}

export function MemberRow({ member, onHelp, onRemove }: MemberRowProps) {
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
          {member.has_second_factor && <Chip>{t('consoleSettings.members.hasFactor')}</Chip>}
        </span>
        <bdi className="small faint">{member.email}</bdi>
      </th>
      <td>{mayChange ? <RoleChoice member={member} /> : <RoleName member={member} />}</td>
      <td className="secondary wide-only">
        <time dateTime={member.created_at}>{format.date(member.created_at)}</time>
      </td>
      <td className="end">
        {mayChange && (
          <>
            <Button
              size="small"
              kind="quiet"
              aria-label={t('consoleSettings.members.helpNamed', { name: member.name })}
              onClick={onHelp}
            >
              {t('consoleSettings.members.help')}
            </Button>
            <Button
              size="small"
              kind="quiet"
              className="button-danger"
              aria-label={t('consoleSettings.members.removeNamed', { name: member.name })}
              onClick={onRemove}
            >
              {t('consoleSettings.members.remove')}
            </Button>
          </>
        )}
      </td>
    </tr>
  );
}
