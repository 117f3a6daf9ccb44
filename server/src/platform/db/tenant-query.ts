import pg from 'pg';

/**
 * The wire calls of pg 8.23's connection that its types leave out. The version is pinned; `tenant-query.test.ts` runs
 * thousands of mixed queries over it and fails first when an upgrade changes them.
 */
interface Wire {
  parsedStatements: Record<string, string>;
  submittedNamedStatements: Record<string, string>;
  parse(message: { text: string; name: string }): void;
  bind(message: { portal: string; statement: string; values: unknown[] }): void;
  execute(message: { portal: string; rows: number }): void;
}

type Done = (error: Error | null, result: pg.QueryResult) => void;

interface WireQuery {
  requiresPreparation(): boolean;
  prepare(connection: Wire): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Wire): void;
}

// pg.Query is a submittable whose protocol methods are missing from @types/pg.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const Query = pg.Query as unknown as new (config: pg.QueryConfig, values: undefined, done: Done) => WireQuery;

const SETTING = 'set_organization';
const SETTING_TEXT = "select set_config('app.organization_id', $1, true)";

/** Sends Bind and Execute of the setting before those of the query, and one Sync after both: one round trip, one transaction. */
class TenantQuery extends Query {
  readonly #organizationId: number;
  #settingPending = true;

  constructor(organizationId: number, config: pg.QueryConfig, done: Done) {
    super(config, undefined, done);
    this.#organizationId = organizationId;
  }

  override requiresPreparation(): boolean {
    return true;
  }

  override prepare(connection: Wire): void {
    const known = connection.parsedStatements[SETTING] ?? connection.submittedNamedStatements[SETTING];
    if (known === undefined) {
      connection.parse({ text: SETTING_TEXT, name: SETTING });
      connection.submittedNamedStatements[SETTING] = SETTING_TEXT;
    }
    connection.bind({ portal: '', statement: SETTING, values: [String(this.#organizationId)] });
    connection.execute({ portal: '', rows: 0 });
    super.prepare(connection);
  }

  override handleDataRow(message: unknown): void {
    if (!this.#settingPending) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: Wire): void {
    if (this.#settingPending) this.#settingPending = false;
    else super.handleCommandComplete(message, connection);
  }
}

/** Runs one query that sees the rows of one organization only, in one round trip. */
export function queryAsTenant(
  client: pg.ClientBase,
  organizationId: number,
  config: pg.QueryConfig,
): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    const query = new TenantQuery(organizationId, config, (error, result) => (error ? reject(error) : resolve(result)));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a submittable; see the note at Query
    client.query(query as unknown as pg.Submittable);
  });
}
