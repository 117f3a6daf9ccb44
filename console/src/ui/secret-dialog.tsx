import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Note } from './note.tsx';
import { SecretLine } from './secret-line.tsx';

interface SecretDialogProps {
  secret: string;
  title: string;
  lead: string;
  note: string;
  /** What closes it is called. */
  kept: string;
  onClose(): void;
}

/** The one moment at which a secret can be read. */
export function SecretDialog({ secret, title, lead, note, kept, onClose }: SecretDialogProps) {
  const close = (
    <Button kind="primary" onClick={onClose}>
      {kept}
    </Button>
  );
  return (
    <Dialog open onClose={onClose} title={title} description={lead} actions={close}>
      <SecretLine text={secret} />
      <Note>
        <p>{note}</p>
      </Note>
    </Dialog>
  );
}
