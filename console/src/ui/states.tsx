import type { UseQueryResult } from '@tanstack/react-query';
import type { LucideIcon } from 'lucide-react';
import { CloudOff, Lock, OctagonAlert, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { ApiError, isUnreachable } from '../api/errors.ts';
import type { MessageKey } from '../lib/messages/message-keys.ts';
import { useMessages } from '../lib/messages/messages.tsx';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

/** One sentence, one action. */
export function Empty({ icon, text, action }: { icon: LucideIcon; text: ReactNode; action?: ReactNode }) {
  return (
    <div className="state">
      <Icon as={icon} size={24} />
      <p className="secondary">{text}</p>
      {action}
    </div>
  );
}

const kinds = {
  unreachable: { icon: CloudOff, title: 'console.errors.unreachable.title' },
  forbidden: { icon: Lock, title: 'console.errors.forbidden.title' },
  missing: { icon: SearchX, title: 'console.errors.missing.title' },
  fault: { icon: OctagonAlert, title: 'console.errors.fault.title' },
} as const satisfies Record<string, { icon: LucideIcon; title: MessageKey }>;

function kindOf(error: unknown): keyof typeof kinds {
  if (isUnreachable(error)) return 'unreachable';
  if (error instanceof ApiError && error.status === 403) return 'forbidden';
  if (error instanceof ApiError && error.status === 404) return 'missing';
  return 'fault';
}

/** What went wrong, in the server's words where it has some, and the way to try again. */
export function Problem({ error, onRetry, action }: { error: unknown; onRetry?: () => void; action?: ReactNode }) {
  const { t, rich } = useMessages();
  const kind = kindOf(error);
  const { icon, title } = kinds[kind];
  const said = error instanceof ApiError ? error : null;
  const mayHelp = kind === 'fault' || kind === 'unreachable';
  return (
    <div className={kind === 'fault' ? 'state state-fault' : 'state'} role="alert">
      <Icon as={icon} size={24} />
      <div className="stack-small">
        <p className="semibold">{said?.message || t(title)}</p>
        <p className="secondary">{said?.detail || t(`console.errors.${kind}.detail`)}</p>
        {said !== null && said.requestId !== null && (
          <p className="small faint">{rich('console.errors.request', { id: said.requestId })}</p>
        )}
      </div>
      {action ?? (onRetry && mayHelp && <Button onClick={onRetry}>{t('console.retry')}</Button>)}
    </div>
  );
}

/** Lines of text are never equally long. */
const widths = [100, 87, 74, 91, 78, 95, 82, 99] as const;

/** A grey shape of the height of what will come, shown only where it takes a moment. */
export function Skeleton({ lines = 1, height = 20 }: { lines?: number; height?: number }) {
  const { t } = useMessages();
  return (
    <output className="stack">
      <span className="hidden-visually">{t('console.loading')}</span>
      {widths.slice(0, lines).map((width) => (
        <span key={width} className="skeleton" style={{ blockSize: height, inlineSize: `${width}%` }} />
      ))}
    </output>
  );
}

interface LoadedProps<Data> {
  query: UseQueryResult<Data>;
  skeleton?: ReactNode;
  children: (data: Data) => ReactNode;
}

/** Shows what a query brought; what was there before stays while something newer is under way. */
export function Loaded<Data>({ query, skeleton, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <Problem error={query.error} onRetry={() => void query.refetch()} />;
  return skeleton ?? <Skeleton lines={4} />;
}

/** Why an action just pressed did not happen, beside its button. */
export function ActionFault({ error }: { error: unknown }) {
  const { t } = useMessages();
  const kind = kindOf(error);
  const said = error instanceof ApiError ? error.detail || error.message : '';
  return (
    <span className="small tone-bad row action-fault" role="alert">
      <Icon as={kinds[kind].icon} size={14} />
      {said || t(`console.errors.${kind}.detail`)}
    </span>
  );
}
