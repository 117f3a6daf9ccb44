import { loadModule, parseSync, scanSync } from 'libpg-query';
import type { Fault } from '../../../../platform/errors.ts';
import { type FieldKind, FUNCTIONS, NODES, OPERATORS, ROW_FUNCTIONS, TYPES, VALUE_FUNCTIONS } from './allowed-sql.ts';

export const sqlFaults = [
  'sql_unreadable',
  'sql_too_complex',
  'sql_not_one_select',
  'sql_not_allowed',
  'sql_function_not_allowed',
  'sql_type_not_allowed',
  'sql_operator_not_allowed',
  'sql_unknown_dataset',
  'sql_schema_named',
  'sql_parameter_missing',
] as const;
type SqlFault = Fault<(typeof sqlFaults)[number]>;

export type CheckedSql =
  | { statement: string; /** Datasets that it reads. */ datasets: string[]; faults: null }
  | { faults: SqlFault[] };

/** A statement of more is refused before it is parsed: the parser walks trees by recursion. */
const MOST_TOKENS = 2000;
/** So deep may nodes stand in each other. */
const MOST_DEPTH = 250;

type Tree = Record<string, unknown>;

/** Names that mean a WITH of the statement at some place in it. */
type Scope = ReadonlySet<string>;

/**
 * Reads SQL by PostgreSQL's own parser and lets through one SELECT that holds nothing but what is allowed.
 * @param isDataset whether the organization has a dataset of this name
 * @param parameters how many values there are for $1, $2, …
 */
export async function checkSql(
  sql: string,
  isDataset: (name: string) => boolean,
  parameters: number,
): Promise<CheckedSql> {
  await loadModule();
  const parsed = parse(sql);
  if ('faults' in parsed) return parsed;
  const walk = createWalk(isDataset, parameters);
  walk.visit('SelectStmt', parsed.select, new Set());
  if (walk.faults.length > 0) return { faults: walk.faults };
  return { statement: parsed.statement, datasets: [...walk.datasets], faults: null };
}

const fault = (code: SqlFault['code'], params: Record<string, string | number> = {}): SqlFault => ({
  pointer: '/sql',
  code,
  params,
});
const refuse = (code: SqlFault['code'], params: Record<string, string | number> = {}) => ({
  faults: [fault(code, params)],
});

function parse(sql: string): { select: Tree; statement: string } | { faults: SqlFault[] } {
  if (sql.includes('\0') || !sql.isWellFormed()) return refuse('sql_unreadable', { reason: 'NUL', position: 1 });
  let parsed: unknown;
  try {
    if (scanSync(sql).tokens.length > MOST_TOKENS) return refuse('sql_too_complex', { limit: MOST_TOKENS });
    parsed = parseSync(sql);
  } catch (error) {
    if (error instanceof RangeError) return refuse('sql_too_complex', { limit: MOST_TOKENS });
    const reason = error instanceof Error ? error.message.slice(0, 200).toWellFormed() : '';
    return refuse('sql_unreadable', { reason, position: positionOf(error) });
  }
  const statements = listOf(treeOf(parsed)['stmts']);
  const [only] = statements.map(treeOf);
  const select = treeOf(treeOf(only?.['stmt'])['SelectStmt']);
  if (!only || statements.length !== 1 || Object.keys(select).length === 0) return refuse('sql_not_one_select');
  // Places are counted in bytes; a semicolon and what follows it are left out.
  const bytes = Buffer.from(sql);
  const start = numberOf(only['stmt_location']);
  const length = numberOf(only['stmt_len']);
  const statement = bytes.subarray(start, length === 0 ? undefined : start + length).toString();
  return { select, statement };
}

function positionOf(error: unknown): number {
  const details = treeOf(treeOf(error)['sqlDetails']);
  return numberOf(details['cursorPosition']) + 1;
}

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);
const treeOf = (value: unknown): Tree => (isTree(value) ? value : {});
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
/** Of names of several parts: `pg_catalog.int4`. */
const partsOf = (value: unknown): string[] =>
  listOf(value).map((part) => textOf(treeOf(treeOf(part)['String'])['sval']));

const MOST_FAULTS = 20;

interface Checking {
  add(code: SqlFault['code'], params?: Record<string, string | number>): void;
  isDataset(name: string): boolean;
  datasets: Set<string>;
  parameters: number;
}

/** What is special about some kinds of nodes. */
function createChecks({ add, isDataset, datasets, parameters }: Checking) {
  /** A name of the system's own schema means what the name alone means; one of any other is refused. */
  function checkName(
    parts: readonly string[],
    allowed: ReadonlySet<string>,
    code: 'sql_function_not_allowed' | 'sql_type_not_allowed' | 'sql_operator_not_allowed',
  ): void {
    const [first = '', second] = parts;
    const name = second === undefined ? first : second;
    const isPlain = parts.length === 1 || (parts.length === 2 && first === 'pg_catalog');
    if (!isPlain || !allowed.has(name)) add(code, { name: parts.join('.').slice(0, 100) });
  }

  const checks: Record<string, (node: Tree, scope: Scope) => void> = {
    RangeVar(node, scope) {
      const name = textOf(node['relname']);
      if (scope.has(name)) return;
      if (isDataset(name)) datasets.add(name);
      else add('sql_unknown_dataset', { name: name.slice(0, 100) });
    },
    RangeFunction(node) {
      // Each is a list of the call and its columns.
      for (const each of listOf(node['functions'])) {
        const [call] = listOf(treeOf(treeOf(each)['List'])['items']);
        const name = partsOf(treeOf(treeOf(call)['FuncCall'])['funcname']);
        checkName(name, ROW_FUNCTIONS, 'sql_function_not_allowed');
      }
    },
    FuncCall: (node) => checkName(partsOf(node['funcname']), FUNCTIONS, 'sql_function_not_allowed'),
    TypeName: (node) => checkName(partsOf(node['names']), TYPES, 'sql_type_not_allowed'),
    A_Expr(node) {
      // BETWEEN and its likes carry their own word as a name.
      if (!textOf(node['kind']).includes('BETWEEN')) {
        checkName(partsOf(node['name']), OPERATORS, 'sql_operator_not_allowed');
      }
    },
    SubLink(node) {
      if (node['operName'] !== undefined) checkName(partsOf(node['operName']), OPERATORS, 'sql_operator_not_allowed');
    },
    SQLValueFunction(node) {
      const name = textOf(node['op']);
      if (!VALUE_FUNCTIONS.has(name)) {
        add('sql_function_not_allowed', { name: name.replace('SVFOP_', '').toLowerCase() });
      }
    },
    ParamRef(node) {
      const number = numberOf(node['number']);
      if (number < 1 || number > parameters) add('sql_parameter_missing', { number });
    },
  };

  return checks;
}

function createWalk(isDataset: (name: string) => boolean, parameters: number) {
  const faults: SqlFault[] = [];
  const datasets = new Set<string>();
  const add = (code: SqlFault['code'], params: Record<string, string | number> = {}): void => {
    if (faults.length < MOST_FAULTS) faults.push(fault(code, params));
  };

  const checks = createChecks({ add, isDataset, datasets, parameters });

  let depth = 0;
  function visit(kind: string, node: Tree, scope: Scope): void {
    depth += 1;
    if (depth <= MOST_DEPTH) visitFields(kind, node, scope);
    else add('sql_too_complex', { limit: MOST_TOKENS });
    depth -= 1;
  }

  function visitFields(kind: string, node: Tree, scope: Scope): void {
    const fields = NODES[kind];
    if (!fields || !Object.hasOwn(NODES, kind)) return add('sql_not_allowed', { what: kind });
    checks[kind]?.(node, scope);
    const inner = kind === 'SelectStmt' ? visitWith(node, scope) : scope;
    for (const [name, value] of Object.entries(node)) {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (name === 'withClause' && kind === 'SelectStmt') continue;
      if (field) visitField(field, value, inner);
      else if (name === 'schemaname' || name === 'catalogname')
        add('sql_schema_named', { name: textOf(value).slice(0, 100) });
      else add('sql_not_allowed', { what: `${kind}.${name}` });
    }
  }

  /** Each WITH may be named by those after it and by the rest of its SELECT, not by itself. */
  function visitWith(select: Tree, scope: Scope): Scope {
    const clause = treeOf(select['withClause']);
    const { ctes, location: _location, ...rest } = clause;
    for (const name of Object.keys(rest)) add('sql_not_allowed', { what: `WITH ${name}` });
    const known = new Set(scope);
    for (const each of listOf(ctes)) {
      const cte = treeOf(treeOf(each)['CommonTableExpr']);
      visit('CommonTableExpr', cte, new Set(known));
      known.add(textOf(cte['ctename']));
    }
    return known;
  }

  function visitField(field: FieldKind, value: unknown, scope: Scope): void {
    if (field === 'word') return;
    if (field === 'node') visitNode(value, scope);
    else if (field === 'nodes') for (const each of listOf(value)) visitNode(each, scope);
    else visit(field.of, treeOf(value), scope);
  }

  function visitNode(value: unknown, scope: Scope): void {
    for (const [kind, node] of Object.entries(treeOf(value))) visit(kind, treeOf(node), scope);
  }

  return { faults, datasets, visit };
}
