import { Download } from 'lucide-react';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Note } from '../../ui/note.tsx';

/** The one moment at which they can be read. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept(): void }) {
  const { t } = useMessages();
  const text = `${codes.join('\n')}\n`;
  const download = () => {
    const address = URL.createObjectURL(new Blob([`Business Suite\n\n${text}`], { type: 'text/plain' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = 'business-suite-recovery-codes.txt';
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <div className="settings-fields">
      <Note title={t('consoleAccount.factor.codes')}>
        <p>{t('consoleAccount.factor.codesLead')}</p>
      </Note>
      <ul className="recovery-codes mono" dir="ltr" aria-label={t('consoleAccount.factor.codes')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="row row-wrap">
        <CopyButton text={text} />
        <Button icon={Download} onClick={download}>
          {t('consoleAccount.factor.download')}
        </Button>
        <Button kind="primary" className="push-end" onClick={onKept}>
          {t('consoleAccount.factor.kept')}
        </Button>
      </div>
    </div>
  );
}
