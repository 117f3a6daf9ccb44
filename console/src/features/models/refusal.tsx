import { ApiError } from '../../api/errors.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Note } from '../../ui/note.tsx';

/** Why the server did not take what was asked of it, fault by fault. */
export function Refusal({ error }: { error: unknown }) {
  const { t, rich } = useMessages();
  const said = error instanceof ApiError ? error : null;
  return (
    <Note tone="bad" title={said?.message || t('console.errors.unreachable.title')} urgent>
      <p>{said?.detail || t('console.errors.unreachable.detail')}</p>
      {said !== null && said.faults.length > 0 && (
        <ul>
          {said.faults.map((fault) => (
            <li key={fault.pointer}>{fault.detail}</li>
          ))}
        </ul>
      )}
      {said !== null && said.requestId !== null && (
        <p className="small faint">{rich('console.errors.request', { id: said.requestId })}</p>
      )}
    </Note>
  );
}
