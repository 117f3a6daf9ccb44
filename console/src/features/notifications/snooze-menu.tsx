import { Clock } from 'lucide-react';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import { snoozeChoices, snoozeTime } from './snooze-times.ts';

/** Puts a message off until a better hour. */
export function SnoozeMenu({ onChoose, small = false }: { onChoose(until: Date): void; small?: boolean }) {
  const { t } = useMessages();
  return (
    <Menu
      label={t('consoleInbox.snooze')}
      className={small ? 'button button-small' : 'button'}
      align="start"
      trigger={
        <>
          <Icon as={Clock} />
          {t('consoleInbox.snooze')}
        </>
      }
      actions={snoozeChoices.map((choice) => ({
        label: t(`consoleInbox.snooze.${choice}`),
        onSelect: () => onChoose(snoozeTime(choice, new Date())),
      }))}
    />
  );
}
