import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';
import type { DB } from './schema.generated.ts';

/** Typed queries over the platform's tables. */
export type Db = Kysely<DB>;

type RunQuery = (text: string, values: unknown[]) => Promise<pg.QueryResult>;

/** A query builder whose every statement goes through `run`; where and in which transaction is decided there. */
export function kyselyOver(run: RunQuery): Db {
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createDriver: () => createDriver(run),
    },
  });
}

const refuse = (): Promise<void> => Promise.reject(new Error('Use database.transaction'));

function createDriver(run: RunQuery): Driver {
  const connection: DatabaseConnection = {
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      const { rows, rowCount, command } = await run(sql, [...parameters]);
      const changes = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE';
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the row's type is the builder's word
      return { rows: rows as R[], ...(changes ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) };
    },
    streamQuery() {
      throw new Error('Rows are streamed by COPY, not by the query builder');
    },
  };
  return {
    init: () => Promise.resolve(),
    acquireConnection: () => Promise.resolve(connection),
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    releaseConnection: () => Promise.resolve(),
    destroy: () => Promise.resolve(),
  };
}
