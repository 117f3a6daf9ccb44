import { randomBytes } from 'node:crypto';
import { type Actor, type Audit, userOf } from '../../../platform/audit/audit.ts';
import type { Config } from '../../../platform/config.ts';
import type { Database, Db } from '../../../platform/db/database.ts';
import type { EventConsumer } from '../../../platform/outbox/outbox.ts';
import type { Entitlements } from '../../tenancy/index.ts';
import { restoreBiViews } from './bi-views.ts';
import { biErrors } from './bi.errors.ts';
import * as repository from './bi.repository.ts';
import { scramVerifier } from './scram.ts';

interface BiDeps {
  database: Database;
  audit: Pick<Audit, 'record'>;
  entitlements: Pick<Entitlements, 'requireFeature'>;
  consumers: EventConsumer[];
  config: Pick<Config, 'databaseUrl' | 'biPort' | 'biHost'>;
}

export interface BiRequest {
  connection_limit?: number;
  statement_timeout_seconds?: number;
  expires_at?: string;
}

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 90;
const MOST_DAYS = 366;
const DEFAULT_CONNECTIONS = 5;
const DEFAULT_TIMEOUT_MS = 60_000;
const PASSWORD_BYTES = 24;
const SUBJECT = { kind: 'bi_access', id: '' };

interface Issued {
  access: repository.BiAccess;
  /** Kept nowhere. */
  password: string;
}

export type BiAccessService = ReturnType<typeof createBiAccess>;

/** One database account an organization, with which BI tools read its business data and nothing else. */
export function createBiAccess({ database, audit, entitlements, consumers, config }: BiDeps) {
  const restoreViews = (organizationId: number) => database.business(organizationId, restoreBiViews);

  /** Where BI tools connect to. @throws AppError bi_not_reachable */
  function getAddress() {
    const { host, port, database: name, ssl } = database.connection;
    if (config.databaseUrl === null && config.biPort === null) {
      throw biErrors.bi_not_reachable({ setting: 'BI_PORT' });
    }
    const isOwn = config.databaseUrl === null;
    return {
      host: config.biHost ?? (isOwn ? '127.0.0.1' : host),
      port: config.biPort ?? port,
      database: name,
      // The embedded server listens on this machine alone and has no certificate.
      sslmode: isOwn ? ('disable' as const) : ssl ? ('require' as const) : ('prefer' as const),
    };
  }

  /** Gives the account a password, and makes it where there is none. */
  async function issue(organizationId: number, request: BiRequest, actor: Actor, isNew: boolean): Promise<Issued> {
    getAddress();
    await entitlements.requireFeature(organizationId, 'sql_access');
    const password = makePassword();
    await database.transaction(organizationId, async (db) => {
      const known = await repository.findAccess(db, organizationId);
      if (isNew && known) throw biErrors.bi_access_exists();
      if (!isNew && !known) throw biErrors.bi_access_not_found();
      const bounds = readBounds(request, known);
      const name = await repository.provideAccount(db, organizationId, scramVerifier(password), bounds);
      if (!isNew) await repository.updateAccess(db, organizationId, { ...bounds, name });
      else if (!(await repository.insertAccess(db, organizationId, { ...bounds, name, createdBy: userOf(actor) }))) {
        throw biErrors.bi_access_exists();
      }
      const action = isNew ? 'bi_access.created' : 'bi_access.rotated';
      await audit.record(db, organizationId, { actor, action, subject: SUBJECT, detail: toDetail(bounds) });
    });
    await restoreViews(organizationId);
    return { access: await find(database.tenant(organizationId), organizationId), password };
  }

  // An import may bring new datasets and columns.
  consumers.push({
    name: 'bi_views',
    types: ['import_finished'],
    async consume(db, { organizationId }) {
      if (await repository.findAccess(db, organizationId)) await restoreViews(organizationId);
    },
  });

  return {
    restoreViews,
    getAddress,

    /** @throws AppError bi_access_not_found */
    async get(organizationId: number): Promise<repository.BiAccess> {
      const access = await find(database.tenant(organizationId), organizationId);
      if (access.is_there) await restoreViews(organizationId);
      return access;
    },

    /** @throws AppError bi_access_exists, bi_not_reachable, bi_expiry_invalid, feature_not_in_plan */
    create: (organizationId: number, request: BiRequest, actor: Actor) => issue(organizationId, request, actor, true),

    /** Another password, and another end; who came in by the old one is put out. @throws as `create` does, AppError bi_access_not_found */
    rotate: (organizationId: number, request: BiRequest, actor: Actor) => issue(organizationId, request, actor, false),

    /** @throws AppError bi_access_not_found */
    async revoke(organizationId: number, actor: Actor): Promise<void> {
      await database.transaction(organizationId, async (db) => {
        if (!(await repository.removeAccess(db, organizationId))) throw biErrors.bi_access_not_found();
        await repository.withdrawAccount(db, organizationId);
        await audit.record(db, organizationId, { actor, action: 'bi_access.revoked', subject: SUBJECT });
      });
    },
  };
}

async function find(db: Db, organizationId: number): Promise<repository.BiAccess> {
  const access = await repository.findAccess(db, organizationId);
  if (!access) throw biErrors.bi_access_not_found();
  return access;
}

const makePassword = (): string => randomBytes(PASSWORD_BYTES).toString('base64url');

const toDetail = ({ expiresAt, ...bounds }: repository.Bounds) => ({ ...bounds, expires_at: expiresAt.toISOString() });

/** @throws AppError bi_expiry_invalid */
function readBounds(request: BiRequest, known: repository.BiAccess | null): repository.Bounds {
  const nowMs = Date.now();
  const expiresAt = new Date(request.expires_at ?? nowMs + DEFAULT_DAYS * DAY_MS);
  if (expiresAt.getTime() <= nowMs || expiresAt.getTime() > nowMs + MOST_DAYS * DAY_MS) {
    throw biErrors.bi_expiry_invalid({ days: MOST_DAYS });
  }
  const { statement_timeout_seconds: seconds, connection_limit: connections } = request;
  return {
    expiresAt,
    connectionLimit: connections ?? known?.connection_limit ?? DEFAULT_CONNECTIONS,
    statementTimeoutMs: seconds === undefined ? (known?.statement_timeout_ms ?? DEFAULT_TIMEOUT_MS) : seconds * 1000,
  };
}
