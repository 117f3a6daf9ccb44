import type { Rejection, RejectionReason } from '../csv/rejections.ts';
import { type Constraint, wordsOf } from '../datasets/constraints.ts';
import { conditionsOf } from '../datasets/open-dataset.ts';
import { ROW_ID } from '../tables/table-statements.ts';
import { isKnown, sameKey, STAGED_LINE, type Staging } from './staging.ts';

/** So many faults are told one by one. */
const MOST_TOLD = 100_000;
const MOST_VALUE_LENGTH = 200;
/** What records may be called by. */
const MOST_KEY_LENGTH = 200;
/** What an index of PostgreSQL takes of a text, less what it adds. */
const MOST_INDEXED_BYTES = 2600;

/** Staged rows that break a rule, and what is told of them. In SQL, over the staging table as `t`. */
interface Check {
  condition: string;
  column: string;
  reason: RejectionReason;
  /** The value at fault; default: that of the column. */
  value?: string;
  /** What the message names: what has the value already. */
  other?: string;
  params?: Record<string, string | number>;
}

export interface Removed {
  rows: number;
  faults: Rejection[];
}

/** Takes the rows that fail any of the checks out, and tells of every check that they fail. */
export async function removeFailing({ session, staging }: Staging, checks: readonly Check[]): Promise<Removed> {
  const { client } = session;
  const faults: Rejection[] = [];
  for (const { condition, column, reason, value, other, params } of checks) {
    const isLine = reason === 'value_repeated';
    const text = value ?? `t.${client.escapeIdentifier(column)}`;
    const { rows } = await client.query<{ line: number; value: string | null; other: string | null }>(
      `select t.${STAGED_LINE} as line, left((${text})::text, ${MOST_VALUE_LENGTH}) as value, (${other ?? 'null'})::text as other
         from ${staging} t where ${condition} order by 1 limit ${MOST_TOLD}`,
    );
    for (const found of rows) {
      const named = {
        ...params,
        ...(found.other === null ? {} : { other: isLine ? Number(found.other) : found.other }),
      };
      faults.push({ line: found.line, column, reason, value: found.value, params: named, original: '' });
    }
  }
  if (faults.length === 0) return { rows: 0, faults };
  const { rowCount } = await client.query(
    `delete from ${staging} t where ${checks.map(({ condition }) => `(${condition})`).join(' or ')}`,
  );
  return { rows: rowCount ?? 0, faults };
}

/** Keys that are too long for the index by which they are found; it is made afterwards. */
export function checkKeys(staged: Staging): Check[] {
  const { dataset, key, session } = staged;
  return key.map((column) => {
    const name = `t.${session.client.escapeIdentifier(column)}`;
    const isKey = dataset?.columns.some((each) => each.isKey && each.name === column) ?? false;
    return isKey
      ? {
          condition: `length(${name}::text) not between 1 and ${MOST_KEY_LENGTH}`,
          column,
          reason: 'key_not_possible',
          params: { column },
        }
      : tooLong(column, name);
  });
}

const tooLong = (column: string, name: string): Check => ({
  condition: `octet_length(${name}::text) > ${MOST_INDEXED_BYTES}`,
  column,
  reason: 'too_long_for_unique',
  params: { limit: MOST_INDEXED_BYTES },
});

/** Keys that came before in the file. */
export function checkRepeatedKeys(staged: Staging): Check {
  const { key, staging } = staged;
  const earlier = `from ${staging} o where ${sameKey(staged, 'o', 't')} and o.${STAGED_LINE} < t.${STAGED_LINE}`;
  return {
    condition: `exists (select ${earlier})`,
    column: key.join(', '),
    reason: 'value_repeated',
    value: keyText(staged),
    other: `select min(o.${STAGED_LINE}) ${earlier}`,
  };
}

/** Keys that the dataset has, where that is a fault. */
export const checkKnownKeys = (staged: Staging): Check => ({
  condition: isKnown(staged),
  column: staged.key.join(', '),
  reason: 'key_repeated',
  value: keyText(staged),
});

export const keyText = ({ key, session: { client } }: Staging): string =>
  key.map((name) => `t.${client.escapeIdentifier(name)}::text`).join(" || ' · ' || ");

/** Whether anything is asked of the dataset's rows beside their types. */
export function hasRules({ dataset, key }: Pick<Staging, 'dataset' | 'key'>): boolean {
  return dataset !== null && (dataset.constraints.length > 0 || ownKey({ dataset, key }) !== undefined);
}

/** The dataset's own key, where rows are told apart by something else. */
const ownKey = ({ dataset, key }: Pick<Staging, 'dataset' | 'key'>) =>
  dataset?.columns.find(({ isKey, name }) => isKey && !(key.length === 1 && key[0] === name));

/** Takes the rows out that break a rule of the dataset, those of each row by itself first. */
export async function removeBroken(staged: Staging): Promise<Removed[]> {
  const { dataset, session, columns } = staged;
  if (!dataset) return [];
  const filled = new Set(columns);
  const rules = conditionsOf(dataset, session.schema, filled).filter(({ constraint }) => !isOwn(staged, constraint));
  const alone = rules.map(({ constraint, condition }) => toCheck(constraint, condition));
  const removed = [await removeFailing(staged, [...alone, ...checkMissing(staged, filled)])];
  for (const column of uniqueColumns(staged)) {
    if (!filled.has(column)) continue;
    const name = `t.${session.client.escapeIdentifier(column)}`;
    removed.push(await removeFailing(staged, [tooLong(column, name)]));
    await session.client.query(
      `create index on ${staged.staging} using hash (${session.client.escapeIdentifier(column)})`,
    );
    removed.push(await removeFailing(staged, checkTaken(staged, column)));
    removed.push(await removeFailing(staged, [checkRepeated(staged, column)]));
  }
  for (const constraint of dataset.constraints.filter((each) => isOwn(staged, each) && filled.has(each.column))) {
    removed.push(await removeFailing(staged, [checkOwnReference(staged, constraint)]));
  }
  return removed;
}

function toCheck(constraint: Pick<Constraint, 'column' | 'setting'> & { kind: string }, condition: string): Check {
  // Uniqueness has no condition of its own among these.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const reason = constraint.kind as RejectionReason;
  const { value, ...words } = wordsOf(constraint);
  return { condition, column: constraint.column, reason, params: { ...words, value } };
}

/** New rows lack a value in what the file does not have at all. */
function checkMissing(staged: Staging, filled: ReadonlySet<string>): Check[] {
  const own = ownKey(staged);
  const required = (staged.dataset?.constraints ?? [])
    .filter(({ kind }) => kind === 'required')
    .map(({ column }) => column);
  const unknown = `not ${isKnown(staged)}`;
  return [...new Set([...required, ...(own ? [own.name] : [])])].flatMap((column): Check[] => {
    const about = { column, reason: 'required', params: { column } } as const;
    if (!filled.has(column)) return [{ ...about, condition: unknown, value: 'null' }];
    if (column !== own?.name) return [];
    return [{ ...about, condition: `t.${staged.session.client.escapeIdentifier(column)} is null` }];
  });
}

function uniqueColumns(staged: Staging): string[] {
  const own = ownKey(staged);
  const unique = (staged.dataset?.constraints ?? [])
    .filter(({ kind }) => kind === 'unique')
    .map(({ column }) => column);
  return [...new Set([...(own ? [own.name] : []), ...unique])];
}

/** Values that a stored row has which is not the one that the staged row changes, or that would go to several rows. */
function checkTaken(staged: Staging, column: string): Check[] {
  const { session, table, staging, key, dataset } = staged;
  const quote = (name: string) => session.client.escapeIdentifier(name);
  const name = quote(column);
  const same = sameKey(staged, 'o', 't');
  const called = dataset?.columns.find(({ isKey }) => isKey);
  const record = called ? `o.${quote(called.name)}::text` : `'#' || o.${ROW_ID}`;
  const holders = `from ${table} o where o.${name} = t.${name}${key.length === 0 ? '' : ` and not (${same})`}`;
  const about = { column, reason: 'value_taken' } as const;
  const taken = { ...about, condition: `exists (select ${holders})`, other: `select ${record} ${holders} limit 1` };
  if (key.length === 0) return [taken];
  const several = `select s.${STAGED_LINE} from ${staging} s join ${table} o on ${sameKey(staged, 'o', 's')}
    group by 1 having count(*) > 1`;
  return [
    taken,
    {
      ...about,
      condition: `t.${name} is not null and t.${STAGED_LINE} in (${several})`,
      other: `select ${record} from ${table} o where ${same} limit 1`,
    },
  ];
}

function checkRepeated({ session, staging }: Staging, column: string): Check {
  const name = session.client.escapeIdentifier(column);
  const earlier = `from ${staging} o where o.${name} = t.${name} and o.${STAGED_LINE} < t.${STAGED_LINE}`;
  return {
    condition: `exists (select ${earlier})`,
    column,
    reason: 'value_repeated',
    other: `select min(o.${STAGED_LINE}) ${earlier}`,
  };
}

/** Whether a rule lets rows refer to others of the same dataset, which may come with the same file. */
const isOwn = ({ dataset }: Staging, { kind, setting }: Pick<Constraint, 'kind' | 'setting'>): boolean =>
  kind === 'reference' && setting.dataset === dataset?.name;

/** Rows whose reference leads nowhere, those that refer to such rows, and so on. */
function checkOwnReference({ dataset, session, columns, table, staging }: Staging, constraint: Constraint): Check {
  const quote = (name: string) => session.client.escapeIdentifier(name);
  const key = dataset?.columns.find(({ isKey }) => isKey)?.name ?? '';
  const held = `${quote(constraint.column)}::text`;
  const stored = `exists (select from ${table} o where o.${quote(key)}::text = s.${held})`;
  const brought = columns.includes(key)
    ? `exists (select from ${staging} o where o.${quote(key)}::text = s.${held})`
    : 'false';
  const next = columns.includes(key)
    ? ` union select s.${STAGED_LINE}, s.${quote(key)}::text from ${staging} s join broken b on s.${held} = b.called where not ${stored}`
    : '';
  const called = columns.includes(key) ? `s.${quote(key)}::text` : 'null';
  return toCheck(
    constraint,
    `t.${STAGED_LINE} in (with recursive broken (line, called) as (
       select s.${STAGED_LINE}, ${called} from ${staging} s
        where s.${quote(constraint.column)} is not null and not ${stored} and not ${brought}${next})
     select line from broken)`,
  );
}
