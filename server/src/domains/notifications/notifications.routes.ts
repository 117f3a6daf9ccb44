import type { Http } from '../../http/http.ts';
import { registerDeliveryRoutes } from './deliveries/deliveries.routes.ts';
import { registerUnsubscribeRoutes } from './email/unsubscribe.routes.ts';
import { registerInboxRoutes } from './inbox/inbox.routes.ts';
import type { Notifications } from './notifications.ts';
import { registerPreferenceRoutes } from './preferences/preferences.routes.ts';
import { registerSendRoute } from './sending/send.routes.ts';
import { registerMessageTemplateRoutes } from './templates/message-templates.routes.ts';
import { registerEndpointRoutes } from './webhooks/endpoints.routes.ts';

export async function registerNotificationRoutes(http: Http, notifications: Notifications): Promise<void> {
  registerInboxRoutes(http, notifications);
  registerSendRoute(http, notifications.sending);
  registerPreferenceRoutes(http, notifications.preferences);
  registerDeliveryRoutes(http, notifications.deliveries);
  registerEndpointRoutes(http, notifications.endpoints);
  registerMessageTemplateRoutes(http, notifications.templates);
  await registerUnsubscribeRoutes(http, notifications);
}
