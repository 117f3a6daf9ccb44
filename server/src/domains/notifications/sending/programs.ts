import type { Skipped } from '../notification.ts';
import type { EndpointKind } from '../webhooks/endpoints.repository.ts';
import { listTakers, type NewDelivery } from './send.repository.ts';
import type { SendDeps, Sending } from './sending.ts';
import { takeThrottle } from './throttle.ts';
import type { Words } from './words.ts';

/** One delivery for each endpoint that takes the category, in the organization's language. */
export async function addressPrograms(deps: SendDeps, sending: Sending): Promise<NewDelivery[]> {
  const { request, channels, organization } = sending;
  const kinds = (['webhook', 'slack'] as const).filter((kind) => channels.has(kind));
  const chosen = kinds.length === 0 ? [] : await choose(sending, kinds);
  if (chosen.length === 0) return [];
  const { language, name } = organization;
  const words = deps.wording(request.text, { name, language });
  return chosen.map(({ id: endpointId, kind, url }) => {
    const id = deps.newId('ndel');
    const body = kind === 'slack' ? toSlack(deps, sending, words) : toEvent(deps, sending, words, id);
    const content = { payload: JSON.stringify(body) };
    const at = { notification_id: null, next_attempt_at: null, if_unread: false };
    return { id, endpoint_id: endpointId, channel: kind, target: url, content, ...at };
  });
}

async function choose({ db, request, organization, skipped }: Sending, kinds: readonly EndpointKind[]) {
  const { recipients, category, throttle } = request;
  const { endpointIds: wanted } = recipients;
  const skip = (id: number, reason: Skipped['reason']) =>
    skipped.push({ recipient: String(id), channel: kinds[0] ?? null, reason });
  const takers = await listTakers(db, organization.id, { kinds, category });
  const chosen = wanted ? takers.filter(({ id }) => wanted.includes(id)) : takers;
  for (const id of wanted ?? []) if (!chosen.some((each) => each.id === id)) skip(id, 'no_endpoint');
  if (!throttle) return chosen;
  const names = chosen.map(({ id }) => nameOf(id));
  const taken = await takeThrottle(db, organization.id, throttle, names);
  return chosen.filter(({ id }) => taken.has(nameOf(id)) || !skip(id, 'throttled'));
}

/** Beside numbers of users and addresses. */
const nameOf = (endpointId: number): string => `endpoint ${endpointId}`;

const toSlack = (deps: SendDeps, { request, organization }: Sending, words: Words): object =>
  deps.composeSlack({ organization, category: request.category, words, link: request.link ?? null });

const toEvent = (deps: SendDeps, { request, organization }: Sending, words: Words, id: string): object => ({
  type: 'notification',
  timestamp: deps.now().toISOString(),
  data: {
    id,
    organization_id: organization.id,
    category: request.category,
    priority: request.priority,
    ...words,
    data: request.data ?? {},
    link: request.link ?? null,
  },
});
