import type { Http } from '../../../http/http.ts';
import { actorOf, principalOf } from '../../../http/principal.ts';
import { personOf } from '../inbox/inbox.routes.ts';
import { NOTIFICATIONS, tags } from '../notifications.schema.ts';
import { preferencesPatch, preferencesSchema } from './preferences.schema.ts';
import type { PreferenceService, PreferenceView } from './preferences.service.ts';

const PREFERENCES = `${NOTIFICATIONS}/preferences`;

export function registerPreferenceRoutes(http: Http, preferences: PreferenceService): void {
  registerOwn(http, preferences);
  registerDefault(http, preferences);
}

function registerOwn(http: Http, preferences: PreferenceService): void {
  http.get(
    PREFERENCES,
    {
      config: { permission: 'notifications:read', operation: 'preferences.get' },
      schema: { tags, summary: 'What you wish to be told, and how', response: { 200: preferencesSchema } },
    },
    async (request) => {
      const { organizationId, userId } = personOf(request);
      return toView(await preferences.get(organizationId, userId));
    },
  );
  http.patch(
    PREFERENCES,
    {
      config: { permission: 'notifications:read', operation: 'preferences.update' },
      schema: {
        tags,
        summary: 'Choose what you are told, and when not to be disturbed',
        body: preferencesPatch,
        response: { 200: preferencesSchema },
      },
    },
    async (request) => {
      const { organizationId, userId } = personOf(request);
      return toView(await preferences.update(organizationId, userId, request.body));
    },
  );
}

function registerDefault(http: Http, preferences: PreferenceService): void {
  http.get(
    `${PREFERENCES}/default`,
    {
      config: { permission: 'notifications:read', operation: 'preferences.get_default' },
      schema: { tags, summary: 'What holds for members who chose nothing', response: { 200: preferencesSchema } },
    },
    async (request) => toView(await preferences.getDefault(principalOf(request).organizationId)),
  );
  http.patch(
    `${PREFERENCES}/default`,
    {
      config: { permission: 'notifications:manage', operation: 'preferences.update_default' },
      schema: {
        tags,
        summary: 'Change what holds for members who chose nothing',
        body: preferencesPatch,
        response: { 200: preferencesSchema },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      return toView(await preferences.updateDefault(principal.organizationId, request.body, actorOf(principal)));
    },
  );
}

const toView = ({ chosen, effective, quietHours }: PreferenceView) => ({ chosen, effective, quiet_hours: quietHours });
