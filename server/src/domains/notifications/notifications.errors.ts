import { defineErrors } from '../../platform/errors.ts';

/** What can go wrong with notifications. */
export const notificationErrors = defineErrors(
  'notifications',
  {
    notification_not_found: { status: 404 },
    notification_refused: { status: 422 },
    person_required: { status: 403 },
    queue_full: { status: 429, headers: () => ({ 'retry-after': '60' }) },
    delivery_not_found: { status: 404 },
    delivery_pending: { status: 409 },
    delivery_target_gone: { status: 409 },
    webhook_endpoint_not_found: { status: 404 },
    endpoint_has_no_secret: { status: 409 },
    too_many_webhook_endpoints: { status: 409 },
    preferences_refused: { status: 422 },
    unsubscribe_token_invalid: { status: 404 },
  },
  {
    faults: [
      'unknown_channel',
      'no_recipient',
      'too_many_recipients',
      'address_invalid',
      'template_invalid',
      'text_empty',
      'text_too_long',
      'data_too_large',
      'link_refused',
      'snooze_in_the_past',
      'security_always_on',
      'unknown_time_zone',
      'quiet_hours_empty',
    ],
  },
);
