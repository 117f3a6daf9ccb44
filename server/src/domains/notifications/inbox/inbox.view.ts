import type { LanguageCode } from '../../../platform/messages/languages.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import type { InboxRow, State } from './inbox.repository.ts';

/** A message as its reader is shown it. */
export function toNotification(row: InboxRow, language: LanguageCode, messages: Messages) {
  const { id, category, priority, title, message, data, link, created_at: createdAt } = row;
  return {
    id,
    category,
    priority,
    title,
    message,
    language: row.language,
    data: { ...data },
    link,
    state: stateOf(row),
    timestamp: createdAt.toISOString(),
    read_at: row.read_at?.toISOString() ?? null,
    archived_at: row.archived_at?.toISOString() ?? null,
    snoozed_until: row.snoozed_until?.toISOString() ?? null,
    why: explain(row, language, messages),
  };
}

function stateOf({ read_at: readAt, archived_at: archivedAt, snoozed_until: snoozedUntil }: InboxRow): State {
  if (archivedAt) return 'archived';
  if (snoozedUntil && snoozedUntil.getTime() > Date.now()) return 'snoozed';
  return readAt ? 'read' : 'unread';
}

/** Who sent it, what it is about, and what of the reader it was sent for. */
function explain({ reason, source, category }: InboxRow, language: LanguageCode, messages: Messages): string[] {
  const say = (key: string, params = {}) => messages.translate(language, key, params);
  return [
    say(`notifications.source.${source.kind}`, { name: source.name }),
    say('notifications.about', { category: say(`notifications.categories.${category}`) }),
    say(`notifications.why.${reason.kind}`, { value: reason.value }),
  ];
}
