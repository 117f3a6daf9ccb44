import { ApiError, isUnreachable } from '../../api/errors.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Note } from '../../ui/note.tsx';

/** Why somebody was not let in. */
export function Refusal({ error }: { error: unknown }) {
  const { t } = useMessages();
  if (isUnreachable(error)) {
    return (
      <Note tone="bad" title={t('console.errors.unreachable.title')} urgent>
        <p>{t('console.errors.unreachable.detail')}</p>
      </Note>
    );
  }
  const said = error instanceof ApiError ? error.detail || error.message : '';
  return (
    <Note tone="bad" urgent>
      <p>{said || t('console.errors.fault.detail')}</p>
    </Note>
  );
}
