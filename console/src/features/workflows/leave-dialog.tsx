import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ActionFault } from '../../ui/states.tsx';

interface LeaveDialogProps {
  isSaving: boolean;
  error: Error | null;
  onStay(): void;
  onLeave(): void;
  onSave(): void;
}

export function LeaveDialog({ isSaving, error, onStay, onLeave, onSave }: LeaveDialogProps) {
  const { t } = useMessages();
  return (
    <Dialog
      open
      onClose={onStay}
      title={t('consoleWorkflowEditor.leave')}
      description={t('consoleWorkflowEditor.leaveLead')}
      actions={
        <>
          <Button kind="danger" onClick={onLeave}>
            {t('consoleWorkflowEditor.leaveWithout')}
          </Button>
          <Button onClick={onStay}>{t('consoleWorkflowEditor.stay')}</Button>
          <Button kind="primary" busy={isSaving} onClick={onSave}>
            {t('consoleWorkflowEditor.leaveSaved')}
          </Button>
        </>
      }
    >
      {error !== null && <ActionFault error={error} />}
    </Dialog>
  );
}
