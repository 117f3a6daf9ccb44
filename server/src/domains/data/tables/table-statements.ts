import pg from 'pg';
import type { ColumnType } from '../csv/inference.ts';

/** What a type of the product is in PostgreSQL. All instants are kept in UTC. */
const POSTGRES_TYPES: Record<ColumnType, string> = {
  integer: 'bigint',
  number: 'double precision',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamptz',
  text: 'text',
};

interface Column {
  name: string;
  type: ColumnType;
}

const quote = (name: string): string => pg.escapeIdentifier(name);
const define = ({ name, type }: Column): string => `${quote(name)} ${POSTGRES_TYPES[type]}`;
const list = (columns: readonly { name: string }[]): string => columns.map(({ name }) => quote(name)).join(', ');

export function createTable(schema: string, table: string, columns: readonly Column[]): string {
  return `create table ${quote(schema)}.${quote(table)} (${columns.map(define).join(', ')})`;
}

export function addColumns(schema: string, table: string, columns: readonly Column[]): string {
  return `alter table ${quote(schema)}.${quote(table)} ${columns.map((column) => `add column ${define(column)}`).join(', ')}`;
}

export function dropTable(schema: string, table: string): string {
  return `drop table if exists ${quote(schema)}.${quote(table)}`;
}

/** @param fresh whether the table was made in this transaction: its rows then need no second visit by vacuum */
export function copyIn(schema: string, table: string, columns: readonly { name: string }[], fresh: boolean): string {
  const options = `format binary${fresh ? ', freeze' : ''}`;
  return `copy ${quote(schema)}.${quote(table)} (${list(columns)}) from stdin (${options})`;
}

export function selectFirst(schema: string, table: string, columns: readonly { name: string }[], rows: number): string {
  return `select ${list(columns)} from ${quote(schema)}.${quote(table)} limit ${rows}`;
}

/** The table as it stands, not a query over it: parallel workers would give the rows in any order. */
export function copyOut(schema: string, table: string, columns: readonly { name: string }[]): string {
  return `copy ${quote(schema)}.${quote(table)} (${list(columns)}) to stdout (format binary)`;
}

/** Rows of the table that fulfil a condition in SQL. */
export function copyRowsOut(part: {
  schema: string;
  table: string;
  columns: readonly { name: string }[];
  condition: string;
}): string {
  const { schema, table, columns, condition } = part;
  const query = `select ${list(columns)} from ${quote(schema)}.${quote(table)} where ${condition}`;
  return `copy (${query}) to stdout (format binary)`;
}
