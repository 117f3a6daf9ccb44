/**
 * Notifications: who is told what, in which language and by which way; the inbox, e-mail, live messages and webhooks;
 * what people wish; and the log of everything that went out.
 */
export { createDirectMail } from './email/direct-mail.ts';
export { createNotifications, type Notifications } from './notifications.ts';
export type { StepNotification } from './notification-step.ts';
export { notificationRetention } from './notifications-retention.ts';
export { registerNotificationRoutes } from './notifications.routes.ts';
