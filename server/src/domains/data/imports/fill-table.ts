import type { BusinessSession } from '../../../platform/db/database.ts';
import type { JobContext } from '../../../platform/jobs/job.ts';
import type { Conversion, RowBeginning, TargetColumn } from '../csv/converter.ts';
import { createRejections, type Rejections } from '../csv/rejections.ts';
import type { OpenDataset } from '../datasets/open-dataset.ts';
import { addColumns, addPrimaryKey, continueNumbers, copyIn, createTable } from '../tables/table-statements.ts';
import { copyRows } from './copy-rows.ts';
import type { Import } from './imports.repository.ts';
import { mergeRows } from './merge-rows.ts';
import { giveUpRepeatedKey } from './new-key.ts';
import { withOriginals } from './originals.ts';
import { hasRules } from './row-rules.ts';
import { copyIntoStaging, createStaging } from './staging.ts';
import { findKey, type Target } from './target.ts';

interface Filling {
  session: BusinessSession;
  dataset: OpenDataset | null;
  target: Target;
  found: Import;
  /** The bytes of the file, from the beginning each time. */
  openFile(): AsyncIterable<Buffer>;
  maxSizeMb: number;
  context: JobContext;
  onProgress(bytes: number): void;
}

export interface Filled extends Pick<Conversion, 'apostrophes' | 'hasBlanks' | 'rowsRejected'> {
  rejections: Rejections;
  inserted: number;
  /** Where rows have a key: what became of those that were there. */
  byKey: { rows_updated: number; rows_unchanged: number } | null;
}

/**
 * Makes the table fit the file and puts its rows in: straight, or by way of a table beside it where rows have a key or
 * rules to keep.
 */
export async function fillTable(filling: Filling): Promise<Filled> {
  const { session, dataset, target, found } = filling;
  const { client, schema } = session;
  const name = found.dataset;
  const key = findKey(dataset, target.columns, found.options);
  if (!dataset) await client.query(createTable(schema, name, target.added));
  else if (target.added.length > 0) await client.query(addColumns(schema, name, target.added));
  if (!dataset && key.length > 0) await client.query(addPrimaryKey(schema, name));
  if (key.length > 0 || hasRules({ dataset, key })) return fillByStaging(filling, key);
  const begin = dataset ? 'import' : 'number and import';
  const conversion = await copy(filling, target.columns, copyIn(schema, name, target.columns, !dataset), begin);
  if (!dataset) {
    await client.query(continueNumbers(schema, name, conversion.rowsConverted));
    await client.query(addPrimaryKey(schema, name));
    await giveUpRepeatedKey(session, name, target);
  }
  const rejections = createRejections(conversion);
  return { ...conversion, rejections, inserted: conversion.rowsConverted, byKey: null };
}

const readingOf = ({ found: { profile }, maxSizeMb }: Filling) => ({
  reading: profile.reading,
  labels: profile.labels,
  maxSizeMb,
});

function copy(
  filling: Filling,
  columns: readonly TargetColumn[],
  statement: string,
  begin: RowBeginning,
): Promise<Conversion> {
  const { session, found, context, openFile, onProgress } = filling;
  const { width, reading } = found.profile;
  const options = { importId: found.id, keepApostrophes: reading?.keepApostrophes ?? true, begin };
  const task = { ...readingOf(filling), width, columns, options };
  return copyRows(session.client, statement, openFile(), task, { signal: context.signal, onProgress });
}

async function fillByStaging(filling: Filling, key: readonly string[]): Promise<Filled> {
  const { session, dataset, target, found, context } = filling;
  const columns = target.columns.map((column) => ({
    ...column,
    required: column.required || key.includes(column.name),
  }));
  const names = columns.map(({ name }) => name);
  const staged = await createStaging({ session, dataset, columns: names, key }, found.dataset, found.id);
  const conversion = await copy(filling, columns, copyIntoStaging(staged), 'line');
  const existing = found.options.existing ?? (found.options.key ? 'update' : 'reject');
  const merged = await mergeRows({ staged, found, existing, context });
  const rejections = createRejections(conversion);
  const faults = merged.removed.flatMap((removed) => removed.faults);
  const told = await withOriginals(faults, filling.openFile(), readingOf(filling));
  for (const fault of told) rejections.addLater(fault);
  return {
    apostrophes: conversion.apostrophes,
    hasBlanks: merged.hasBlanks,
    rowsRejected: conversion.rowsRejected + merged.removed.reduce((sum, { rows }) => sum + rows, 0),
    rejections,
    inserted: merged.inserted,
    byKey: key.length === 0 ? null : { rows_updated: merged.updated, rows_unchanged: merged.unchanged },
  };
}
