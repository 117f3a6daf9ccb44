import { FileText } from 'lucide-react';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ProgressBar } from '../../ui/progress.tsx';
import './data.css';

/** The file that was chosen, and the way to choose another one. */
export function FileCard({ file, onOther }: { file: File; onOther?: () => void }) {
  const { t, format } = useMessages();
  return (
    <div className="file-card">
      <span className="file-mark">
        <Icon as={FileText} size={20} />
      </span>
      <div className="stack-small grow">
        <p className="semibold">
          <bdi>{file.name}</bdi>
        </p>
        <p className="small faint num">{format.bytes(file.size)}</p>
      </div>
      {onOther !== undefined && <Button onClick={onOther}>{t('console.import.otherFile')}</Button>}
    </div>
  );
}

export function Sending({ share }: { share: number }) {
  const { t, format } = useMessages();
  return (
    <div className="stack import-narrow">
      <ProgressBar share={share} label={t('console.import.sending')} />
      <p className="secondary num">{t('console.import.sent', { share: format.percent(share) })}</p>
    </div>
  );
}
