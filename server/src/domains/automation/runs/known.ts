import { LRUCache } from 'lru-cache';
import type { Db } from '../../../platform/db/database.ts';
import type { Definition } from '../definition/definition.ts';
import { getOrganizationFacts } from './read-runs.repository.ts';
import type { OrganizationFacts } from './run.ts';

const MOST_DEFINITIONS = 500;
const MOST_ORGANIZATIONS = 5000;
/** So long a run may begin with a language or zone that has been changed since. */
const FACTS_TTL_MS = 30_000;

/** @throws AppError when there is no such version */
export type LoadDefinition = (db: Db, organizationId: number, versionId: number) => Promise<Definition>;
export type Known = ReturnType<typeof createKnown>;

/** What every run needs and what hardly ever changes: a version never does. */
export function createKnown(loadDefinition: LoadDefinition) {
  const definitions = new LRUCache<string, Definition>({ max: MOST_DEFINITIONS });
  const facts = new LRUCache<number, OrganizationFacts>({ max: MOST_ORGANIZATIONS, ttl: FACTS_TTL_MS });

  return {
    getDefinition: async (db: Db, organizationId: number, versionId: number): Promise<Definition> => {
      const name = `${organizationId} ${versionId}`;
      const known = definitions.get(name) ?? (await loadDefinition(db, organizationId, versionId));
      definitions.set(name, known);
      return known;
    },
    getFacts: async (db: Db, organizationId: number): Promise<OrganizationFacts> => {
      const known = facts.get(organizationId);
      if (known) return known;
      const read = await getOrganizationFacts(db, organizationId);
      facts.set(organizationId, read);
      return read;
    },
  };
}
