import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useRouterState } from '@tanstack/react-router';
import type { LucideIcon } from 'lucide-react';
import {
  ChartColumn,
  ChevronsUpDown,
  Database,
  Ellipsis,
  House,
  Inbox,
  LogOut,
  Network,
  Play,
  Settings,
  Stamp,
  Telescope,
  Workflow,
} from 'lucide-react';
import { lazy, Suspense, useEffect } from 'react';
import { removeSession, sessionQuery } from '../api/session.ts';
import { classNames } from '../lib/class-names.ts';
import { useMessages } from '../lib/messages/messages.tsx';
import type { MessageKey } from '../lib/messages/message-keys.ts';
import { Icon } from '../ui/icon.tsx';
import { Menu } from '../ui/menu.tsx';

const ApprovalsBadge = lazy(async () => ({ default: (await import('./approvals-badge.tsx')).ApprovalsBadge }));

interface NavigationProps {
  open: boolean;
  onClose(): void;
}

export function Navigation({ open, onClose }: NavigationProps) {
  const { t } = useMessages();
  useEscape(open, onClose);
  return (
    <>
      {open && <div className="navigation-veil narrow-only" onClick={onClose} aria-hidden />}
      <nav
        id="navigation"
        tabIndex={-1}
        className={classNames('navigation', open && 'navigation-open')}
        aria-label={t('console.nav.main')}
      >
        <OrganizationSwitch />
        {places.map((place) => (
          <NavigationLink key={place.to} place={place} onFollow={onClose} />
        ))}
        <Account />
      </nav>
    </>
  );
}

interface Place {
  to:
    | '/o/$organization'
    | '/o/$organization/inbox'
    | '/o/$organization/datasets'
    | '/o/$organization/query'
    | '/o/$organization/approvals'
    | '/o/$organization/models'
    | '/o/$organization/outlook'
    | '/o/$organization/workflows'
    | '/o/$organization/runs'
    | '/o/$organization/settings';
  icon: LucideIcon;
  label: MessageKey;
  /** Another address that belongs to the place. */
  also?: RegExp;
}

const places: readonly Place[] = [
  { to: '/o/$organization', icon: House, label: 'console.nav.home' },
  { to: '/o/$organization/inbox', icon: Inbox, label: 'console.nav.inbox' },
  { to: '/o/$organization/approvals', icon: Stamp, label: 'console.nav.approvals' },
  { to: '/o/$organization/datasets', icon: Database, label: 'console.nav.datasets', also: /^\/o\/[^/]+\/imports\// },
  { to: '/o/$organization/query', icon: ChartColumn, label: 'console.nav.questions' },
  { to: '/o/$organization/outlook', icon: Telescope, label: 'console.nav.outlook' },
  { to: '/o/$organization/models', icon: Network, label: 'console.nav.models' },
  { to: '/o/$organization/workflows', icon: Workflow, label: 'console.nav.workflows' },
  { to: '/o/$organization/runs', icon: Play, label: 'console.nav.runs' },
  { to: '/o/$organization/settings', icon: Settings, label: 'console.nav.settings' },
];

function NavigationLink({ place, onFollow }: { place: Place; onFollow(): void }) {
  const { t } = useMessages();
  const { organization = '' } = useParams({ strict: false });
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  return (
    <Link
      to={place.to}
      params={{ organization }}
      activeOptions={{ exact: place.to === '/o/$organization', includeSearch: false }}
      activeProps={{ 'aria-current': 'page' }}
      {...(place.also?.test(pathname) && { 'aria-current': 'page' as const })}
      className="navigation-link"
      onClick={onFollow}
    >
      <Icon as={place.icon} />
      <span className="grow">{t(place.label)}</span>
      {place.to === '/o/$organization/approvals' && (
        <Suspense>
          <ApprovalsBadge />
        </Suspense>
      )}
    </Link>
  );
}

/** Where the navigation lies over the page it takes the focus, and Escape puts it away and gives the focus back. */
function useEscape(open: boolean, onClose: () => void): void {
  useEffect(() => {
    if (!open) return undefined;
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      onClose();
      document.getElementById('navigation-toggle')?.focus();
    };
    document.getElementById('navigation')?.focus();
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [open, onClose]);
}

function initialsOf(name: string, most: number): string {
  const words = name.split(/\s+/).slice(0, most);
  return words
    .map((word) => Array.from(word)[0] ?? '')
    .join('')
    .toLocaleUpperCase();
}

/** The organization's name; a menu only for those who are in several. The switch keeps the page. */
function OrganizationSwitch() {
  const { t } = useMessages();
  const navigate = useNavigate();
  const session = useQuery({ ...sessionQuery, enabled: false }).data;
  if (session === undefined) return null;

  const { organization, organizations } = session;
  const name = (
    <>
      <span className="organization-mark" data-mark={initialsOf(organization.name, 1)} aria-hidden />
      <bdi className="truncate grow">{organization.name}</bdi>
    </>
  );
  if (organizations.length < 2) return <div className="organization">{name}</div>;

  return (
    <Menu
      label={t('console.nav.organization', { name: organization.name })}
      className="organization"
      align="start"
      trigger={
        <>
          {name}
          <Icon as={ChevronsUpDown} size={14} />
        </>
      }
      choices={[
        {
          heading: t('console.nav.organizations'),
          value: String(organization.id),
          options: organizations.map(({ id, name: label }) => ({ value: String(id), label })),
          onChange: (id) => void navigate({ to: '.', params: (now) => ({ ...now, organization: id }) }),
        },
      ]}
    />
  );
}

function Account() {
  const { t } = useMessages();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const session = useQuery({ ...sessionQuery, enabled: false }).data;
  const signOut = useMutation({
    mutationFn: removeSession,
    onSuccess: async () => {
      await navigate({ to: '/sign-in' });
      queryClient.clear();
    },
  });
  if (session === undefined) return null;

  return (
    <div className="account">
      <span className="avatar" translate="no" aria-hidden>
        {initialsOf(session.user.name, 2)}
      </span>
      <span className="grow account-name">
        <bdi className="truncate medium">{session.user.name}</bdi>
        <bdi className="truncate small faint">{session.user.email}</bdi>
      </span>
      <Menu
        label={t('console.nav.account')}
        className="icon-button"
        side="top"
        align="end"
        trigger={<Icon as={Ellipsis} />}
        actions={[{ label: t('console.signOut'), icon: LogOut, onSelect: () => signOut.mutate() }]}
      />
    </div>
  );
}
