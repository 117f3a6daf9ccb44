import { listTakers, type NewDelivery } from './send.repository.ts';
import type { SendDeps, Sending } from './sending.ts';

/** One delivery for each webhook endpoint that takes the category, in the organization's language. */
export async function addressPrograms(deps: SendDeps, sending: Sending): Promise<NewDelivery[]> {
  const { db, request, channels, organization, skipped } = sending;
  if (!channels.has('webhook')) return [];
  const wanted = request.recipients.endpointIds;
  const takers = await listTakers(db, organization.id, request.category);
  const chosen = wanted ? takers.filter(({ id }) => wanted.includes(id)) : takers;
  for (const id of wanted ?? []) {
    if (chosen.some((each) => each.id === id)) continue;
    skipped.push({ recipient: String(id), channel: 'webhook', reason: 'no_endpoint' });
  }
  if (chosen.length === 0) return [];
  const { language, name } = organization;
  const words = deps.wording(request.text, { name, language });
  return chosen.map(({ id: endpointId, url }) => {
    const id = deps.newId('ndel');
    const payload = JSON.stringify({
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
    const content = { payload };
    const at = { notification_id: null, next_attempt_at: null };
    return { id, endpoint_id: endpointId, channel: 'webhook', target: url, content, ...at };
  });
}
