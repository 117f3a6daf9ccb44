import { Archive, ArchiveRestore, MailOpen, X } from 'lucide-react';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { InboxActs } from './inbox-acts.ts';
import { SnoozeMenu } from './snooze-menu.tsx';

interface SelectedBarProps {
  ids: readonly string[];
  /** Whether what is selected lies in the archive. */
  isArchive: boolean;
  acts: InboxActs;
  onDone(): void;
}

/** What can be done with several messages together. */
export function SelectedBar({ ids, isArchive, acts, onDone }: SelectedBarProps) {
  const { t } = useMessages();
  const act = (work: () => void) => () => {
    work();
    onDone();
  };
  return (
    <div className="inbox-selected" role="group" aria-label={t('consoleInbox.selected', { count: ids.length })}>
      <span className="medium num grow">{t('consoleInbox.selected', { count: ids.length })}</span>
      <Button size="small" icon={MailOpen} onClick={act(() => acts.setRead(ids, true))}>
        {t('consoleInbox.markRead')}
      </Button>
      <Button
        size="small"
        icon={isArchive ? ArchiveRestore : Archive}
        onClick={act(() => acts.setArchived(ids, !isArchive))}
      >
        {t(isArchive ? 'consoleInbox.restore' : 'consoleInbox.archive')}
      </Button>
      {!isArchive && <SnoozeMenu small onChoose={(until) => act(() => acts.snooze(ids, until))()} />}
      <button type="button" className="icon-button" aria-label={t('consoleInbox.clear')} onClick={onDone}>
        <Icon as={X} size={14} />
      </button>
    </div>
  );
}
