import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, done } from './client.ts';
import type { Delivery, NewWebhookEndpoint, WebhookEndpointChange } from './types.ts';

const refreshMs = 5000;

export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: () => answer(api.GET('/api/v1/notifications/webhook-endpoints')),
});

export function createWebhook(body: NewWebhookEndpoint) {
  return answer(api.POST('/api/v1/notifications/webhook-endpoints', { body }));
}

export function createSlackChannel(body: NewWebhookEndpoint) {
  return answer(api.POST('/api/v1/notifications/webhook-endpoints/slack', { body }));
}

export function updateWebhook(id: number, body: WebhookEndpointChange) {
  return answer(api.PATCH('/api/v1/notifications/webhook-endpoints/{id}', { params: { path: { id } }, body }));
}

export function removeWebhook(id: number) {
  return done(api.DELETE('/api/v1/notifications/webhook-endpoints/{id}', { params: { path: { id } } }));
}

export function rotateWebhookSecret(id: number) {
  const params = { path: { id } };
  return answer(api.POST('/api/v1/notifications/webhook-endpoints/{id}/rotate-secret', { params, body: {} }));
}

export function testWebhook(id: number) {
  return answer(api.POST('/api/v1/notifications/webhook-endpoints/{id}/test', { params: { path: { id } } }));
}

export const deliveryStatuses = [
  'pending',
  'sent',
  'not_sent',
  'dead',
  'cancelled',
] as const satisfies readonly Delivery['status'][];

interface DeliveryFilter {
  status?: Delivery['status'];
  endpoint_id?: number;
}

/** What went out and what waits; asked anew while something still waits. */
export function deliveriesQuery(filter: DeliveryFilter) {
  const first: string | null = null;
  return infiniteQueryOptions({
    queryKey: ['deliveries', 'list', filter],
    queryFn: ({ pageParam }: { pageParam: string | null }) => {
      const query = { ...filter, limit: 25, ...(pageParam === null ? {} : { cursor: pageParam }) };
      return answer(api.GET('/api/v1/notifications/deliveries', { params: { query } }));
    },
    initialPageParam: first,
    getNextPageParam: (last) => last.next_cursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(({ status }) => status === 'pending')) === true
        ? refreshMs
        : false,
  });
}

export function deliveryQuery(id: string) {
  return queryOptions({
    queryKey: ['deliveries', 'one', id],
    queryFn: () => answer(api.GET('/api/v1/notifications/deliveries/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data?.status === 'pending' ? refreshMs : false),
  });
}

export function replayDelivery(id: string) {
  return answer(api.POST('/api/v1/notifications/deliveries/{id}/replay', { params: { path: { id } } }));
}
