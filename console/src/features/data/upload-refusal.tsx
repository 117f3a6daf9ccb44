import { ApiError } from '../../api/errors.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';

interface UploadRefusalProps {
  error: unknown;
  /** Takes the file in although the very same one was imported before. */
  onRepeat?: () => void;
}

/** Why a file was not taken, and what can be done about it. */
export function UploadRefusal({ error, onRepeat }: UploadRefusalProps) {
  const { t, rich } = useMessages();
  const said = error instanceof ApiError ? error : null;
  return (
    <Note
      tone={onRepeat === undefined ? 'bad' : 'warn'}
      title={said?.message || t('console.errors.unreachable.title')}
      urgent
    >
      <p>{said?.detail || t('console.errors.unreachable.detail')}</p>
      {said?.faults.map((fault) => (
        <p key={fault.pointer}>{fault.detail}</p>
      ))}
      {onRepeat !== undefined && (
        <p className="row">
          <Button size="small" onClick={onRepeat}>
            {t('consoleData.import.repeat')}
          </Button>
        </p>
      )}
      {onRepeat === undefined && said !== null && said.requestId !== null && (
        <p className="small faint">{rich('console.errors.request', { id: said.requestId })}</p>
      )}
    </Note>
  );
}
