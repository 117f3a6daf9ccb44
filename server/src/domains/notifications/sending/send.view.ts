import type { SendOutcome } from '../notification.ts';

export const toSent = ({ requestId, isNew, notificationIds, deliveryIds, skipped }: SendOutcome) => ({
  request_id: requestId,
  is_new: isNew,
  notification_ids: notificationIds,
  delivery_ids: deliveryIds,
  skipped,
});
