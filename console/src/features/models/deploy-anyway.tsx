import { useState } from 'react';
import type { ApiError } from '../../api/errors.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextAreaField } from '../../ui/field.tsx';

interface DeployAnywayProps {
  refusal: ApiError;
  onClose(): void;
  onDeploy(reason: string): void;
}

/** The gate said no. Whoever passes it says why, and that is kept. */
export function DeployAnyway({ refusal, onClose, onDeploy }: DeployAnywayProps) {
  const { t } = useMessages();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = reason.trim() === '';
  return (
    <Dialog
      open
      onClose={onClose}
      title={refusal.message || t('consoleModels.deploy.refused')}
      description={refusal.detail}
      actions={
        <>
          <Button
            kind="danger"
            onClick={() => {
              setTried(true);
              if (!missing) onDeploy(reason.trim());
            }}
          >
            {t('consoleModels.deploy.anyway')}
          </Button>
          <Button kind="primary" onClick={onClose}>
            {t('consoleModels.deploy.leave')}
          </Button>
        </>
      }
    >
      <TextAreaField
        label={t('consoleModels.deploy.reason')}
        hint={t('consoleModels.deploy.reasonHint')}
        error={tried && missing ? t('consoleModels.deploy.reasonMissing') : undefined}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Dialog>
  );
}
