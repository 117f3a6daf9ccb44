import { CheckCheck, ChevronDown } from 'lucide-react';
import { notificationCategories } from '../../lib/notification-categories.ts';
import type { NotificationCategory } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Segments } from '../../ui/segments.tsx';
import { useCategoryName } from './category.tsx';

export type ListState = 'unread' | 'snoozed' | 'archived';
const lists = ['current', 'unread', 'snoozed', 'archived'] as const;

interface InboxFiltersProps {
  state: ListState | undefined;
  category: NotificationCategory | undefined;
  onChange(change: { state?: ListState | undefined; category?: NotificationCategory | undefined }): void;
  /** Undefined where there is nothing to mark. */
  markAll: (() => void) | undefined;
  isMarkingAll: boolean;
}

export function InboxFilters({ state, category, onChange, markAll, isMarkingAll }: InboxFiltersProps) {
  const { t } = useMessages();
  const name = useCategoryName();
  return (
    <>
      <Segments
        label={t('consoleInbox.filter.state')}
        value={state ?? 'current'}
        options={lists.map((each) => ({ value: each, label: t(`consoleInbox.list.${each}`) }))}
        onChange={(next) => onChange({ state: next === 'current' ? undefined : next })}
      />
      <div className="row">
        <span className="select grow">
          <select
            className="input"
            aria-label={t('consoleInbox.filter.category')}
            value={category ?? ''}
            onChange={({ target }) =>
              onChange({ category: notificationCategories.find((each) => each === target.value) })
            }
          >
            <option value="">{t('consoleInbox.filter.all')}</option>
            {notificationCategories.map((each) => (
              <option key={each} value={each}>
                {name(each)}
              </option>
            ))}
          </select>
          <Icon as={ChevronDown} size={14} />
        </span>
        {markAll !== undefined && (
          <Button icon={CheckCheck} busy={isMarkingAll} onClick={markAll}>
            {t('consoleInbox.markAll')}
          </Button>
        )}
      </div>
    </>
  );
}
