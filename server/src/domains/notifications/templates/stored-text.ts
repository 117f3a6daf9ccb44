import type { Db } from '../../../platform/db/database.ts';
import type { NotificationText, StoredText } from '../notification.ts';
import { notificationErrors } from '../notifications.errors.ts';
import { findTemplate } from './message-templates.repository.ts';

/** The text of that name, as it stands now. @throws AppError notification_refused */
export async function findStoredText(
  db: Db,
  organizationId: number,
  { template: name, values }: StoredText,
): Promise<Extract<NotificationText, { kind: 'template' }>> {
  const template = await findTemplate(db, organizationId, name);
  const text = template?.texts[template.default_language];
  if (!template || !text) {
    const faults = [{ pointer: '/template', code: 'template_unknown' as const, params: { name } }];
    throw notificationErrors.notification_refused({}, { faults });
  }
  return { kind: 'template', ...text, translations: template.texts, values };
}
