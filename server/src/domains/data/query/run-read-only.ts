import type { BusinessSession, Database } from '../../../platform/db/database.ts';
import { cancelStatement } from './cancel-statement.ts';
import { queryErrors } from './query.errors.ts';
import { holdTables, makeReadOnly } from './query.repository.ts';
import { createTurns } from './turns.ts';

/** A query may take so long. */
const QUERY_TIMEOUT_MS = 20_000;
/** Queries take connections of the pool that everything else needs too. */
const OF_ONE_ORGANIZATION = 4;
const OF_ALL = 10;

/** Runs work on an organization's rows, as its own role, that can only read and only for so long. */
export interface ReadOnly {
  /**
   * @param ofOneMoment tables that all statements of the work see as they are at one moment, so that what is counted by
   * several belongs together
   * @throws AppError query_too_long, query_failed
   */
  run<T>(
    organizationId: number,
    signal: AbortSignal | undefined,
    work: (session: BusinessSession) => Promise<T>,
    ofOneMoment?: readonly string[],
  ): Promise<T>;
}

export function createReadOnly(database: Database, timeoutMs: number = QUERY_TIMEOUT_MS): ReadOnly {
  const turns = createTurns({ ofOne: OF_ONE_ORGANIZATION, ofAll: OF_ALL });

  const read = async <T>(
    session: BusinessSession,
    signal: AbortSignal | undefined,
    work: (session: BusinessSession) => Promise<T>,
    tables: readonly string[],
  ): Promise<T> => {
    await makeReadOnly(session, timeoutMs);
    const cancel = (): void => cancelStatement(database.connection, session.client);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      if (tables.length > 0) await holdTables(session, tables);
      return await work(session);
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  };

  return {
    run: (organizationId, signal, work, tables = []) =>
      turns.take(organizationId, async () => {
        signal?.throwIfAborted();
        const isolation = tables.length > 0 ? 'repeatable read' : undefined;
        try {
          return await database.business(organizationId, (session) => read(session, signal, work, tables), isolation);
        } catch (error) {
          throw toQueryError(error, timeoutMs);
        }
      }),
  };
}

const TIMED_OUT = '57014';
/** Data exceptions, what a name or a type is not, what a role may not, what a program does not allow, too much memory. */
const OF_THE_QUERY = /^(22|21|0A|42|54|53|2F)/;

function toQueryError(error: unknown, timeoutMs: number): unknown {
  const { code, message }: { code?: unknown; message?: unknown } =
    typeof error === 'object' && error !== null ? error : {};
  if (code === TIMED_OUT) return queryErrors.query_too_long({ seconds: timeoutMs / 1000 }, { cause: error });
  if (typeof code !== 'string' || code.length !== 5 || !OF_THE_QUERY.test(code) || code === '53300') return error;
  const reason = typeof message === 'string' ? message.slice(0, 300).toWellFormed() : '';
  return queryErrors.query_failed({ reason, sqlstate: code }, { cause: error });
}
