/** Tells nodes that deliver that there is something to do. */
export const DELIVERIES_TOPIC = 'notifications.deliveries';
