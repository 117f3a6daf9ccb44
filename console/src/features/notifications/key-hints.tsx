import { useMessages } from '../../lib/messages/messages.tsx';
import { setKeysOn, useKeysOn } from './inbox-keys.ts';

/** Which letters do what, and the way to switch them off. */
export function KeyHints() {
  const { t } = useMessages();
  const areOn = useKeysOn();
  const hints = [
    { keys: ['J', 'K'], label: t('consoleInbox.keys.move') },
    { keys: ['E'], label: t('consoleInbox.keys.archive') },
    { keys: ['U'], label: t('consoleInbox.keys.unread') },
    { keys: ['S'], label: t('consoleInbox.keys.snooze') },
    { keys: ['X'], label: t('consoleInbox.keys.select') },
  ];
  return (
    <footer className="inbox-keys small secondary wide-only">
      {areOn &&
        hints.map(({ keys, label }) => (
          <span key={label}>
            {keys.map((key) => (
              <kbd key={key} dir="ltr">
                {key}
              </kbd>
            ))}
            {label}
          </span>
        ))}
      <button type="button" className="link-button push-end" onClick={() => setKeysOn(!areOn)}>
        {t(areOn ? 'consoleInbox.keys.off' : 'consoleInbox.keys.on')}
      </button>
    </footer>
  );
}
