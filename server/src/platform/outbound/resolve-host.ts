import { lookup, Resolver } from 'node:dns/promises';

/** Every address that a name has now; none where it is unknown. */
export type ResolveHost = (host: string, isAllowed: boolean) => Promise<readonly string[]>;

// Not the system's own way for names that anybody may give: it keeps a thread of the process waiting for each, and a
// name server that never answers would stop all others.
const resolver = new Resolver({ timeout: 2000, tries: 2 });

export const resolveHost: ResolveHost = async (host, isAllowed) => {
  // The operator's own hosts may stand in a file of the machine.
  if (isAllowed) return (await lookup(host, { all: true })).map(({ address }) => address);
  const found = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  return found.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
};
