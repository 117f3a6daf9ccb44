/** Which languages there are. Texts and formats themselves live in platform/messages. */
export { registerLocalizationRoutes } from './localization.routes.ts';
