import type { Actor, Audit } from '../../../../platform/audit/audit.ts';
import type { Cache } from '../../../../platform/cache/cache.ts';
import type { Database } from '../../../../platform/db/database.ts';
import { type EventFault, eventErrors } from '../events.errors.ts';
import { schemasTag } from '../events.service.ts';
import { isProductEvent } from '../product-events.ts';
import { type DeclaredSchema, findBreaks, type SchemaMode } from './declared-schema.ts';
import type { EventLearning } from './event-learning.ts';
import * as repository from './event-types.repository.ts';

interface EventTypesDeps {
  database: Database;
  cache: Pick<Cache, 'invalidateTags'>;
  audit: Pick<Audit, 'record'>;
  learning: Pick<EventLearning, 'flush'>;
}

export interface SchemaDeclaration {
  fields: DeclaredSchema['fields'];
  mode?: SchemaMode;
  description?: string | null;
  allow_breaking?: boolean;
}

const MOST_TYPES = 1000;
const NAME = /^[a-z][a-z0-9_.]*$/;

/** The types of an organization's events: what was learned of them, and what people have declared. */
export function createEventTypeService({ database, cache, audit, learning }: EventTypesDeps) {
  /** @throws AppError event_type_not_found */
  async function get(organizationId: number, name: string): Promise<repository.EventType> {
    await learning.flush();
    const type = await repository.findType(database.tenant(organizationId), organizationId, name);
    if (!type) throw eventErrors.event_type_not_found({ type: name });
    return type;
  }

  return {
    get,

    async list(organizationId: number, after: string | null, limit: number): Promise<repository.EventType[]> {
      await learning.flush();
      return repository.listTypes(database.tenant(organizationId), organizationId, after, limit);
    },

    /**
     * Declares what events of a type hold, also before the first has come.
     * @throws AppError event_schema_invalid, event_schema_breaking
     */
    async declare(organizationId: number, name: string, wanted: SchemaDeclaration, actor: Actor) {
      if (!NAME.test(name)) throw eventErrors.event_type_not_found({ type: name });
      if (isProductEvent(name))
        throw invalid([{ pointer: '/params/name', code: 'reserved_type', params: { type: name } }]);
      const schema: DeclaredSchema = { fields: wanted.fields };
      refuseRepeated(schema);
      await database.transaction(organizationId, async (db) => {
        const known = await repository.lockType(db, organizationId, name, MOST_TYPES);
        if (!known) throw eventErrors.event_type_not_found({ type: name });
        const breaks = known.schema ? findBreaks(known.schema, schema) : [];
        if (breaks.length > 0 && wanted.allow_breaking !== true) {
          throw eventErrors.event_schema_breaking({ type: name, count: breaks.length }, { faults: breaks });
        }
        const mode = wanted.mode ?? known.mode;
        await repository.updateDeclared(db, organizationId, name, {
          schema,
          mode,
          schema_version: known.schema_version + 1,
          description: wanted.description === undefined ? known.description : wanted.description,
        });
        const detail = { mode, version: known.schema_version + 1, fields: schema.fields.length, breaks: breaks.length };
        await audit.record(db, organizationId, {
          actor,
          action: 'event_type.declared',
          subject: subjectOf(name),
          detail,
        });
      });
      await cache.invalidateTags([schemasTag(organizationId)]);
      return get(organizationId, name);
    },

    /** Takes the declared schema away; what was learned stays. @throws AppError event_type_not_found */
    async withdraw(organizationId: number, name: string, actor: Actor): Promise<void> {
      await database.transaction(organizationId, async (db) => {
        const known = await repository.findType(db, organizationId, name);
        if (!known?.schema) throw eventErrors.event_type_not_found({ type: name });
        const { schema_version, description } = known;
        await repository.updateDeclared(db, organizationId, name, {
          schema: null,
          mode: 'observe',
          schema_version,
          description,
        });
        await audit.record(db, organizationId, { actor, action: 'event_type.withdrawn', subject: subjectOf(name) });
      });
      await cache.invalidateTags([schemasTag(organizationId)]);
    },
  };
}

const subjectOf = (name: string) => ({ kind: 'event_type', id: name });

const invalid = (faults: EventFault[]) => eventErrors.event_schema_invalid({}, { faults: faults });

function refuseRepeated({ fields }: DeclaredSchema): void {
  const seen = new Set<string>();
  const faults = fields.flatMap(({ path }, place): EventFault[] => {
    const isRepeated = seen.has(path);
    seen.add(path);
    return isRepeated ? [{ pointer: `/fields/${place}/path`, code: 'path_twice', params: { field: path } }] : [];
  });
  if (faults.length > 0) throw invalid(faults);
}
