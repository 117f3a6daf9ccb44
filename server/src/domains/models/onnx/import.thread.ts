import {
  type Column,
  describeColumns,
  describeImported,
  judgeImported,
  NumericError,
  readImportedTarget,
  referenceOf,
} from '../../../numeric/index.ts';
import { createDatabase } from '../../../platform/db/database.ts';
import { serveThread } from '../../../platform/threads/serve-thread.ts';
import type { ThreadAnswer, ThreadContext } from '../../../platform/threads/thread.ts';
import { createTableReader } from '../../data/index.ts';
import { toReport } from '../data-quality.ts';
import { hashColumns } from '../data-snapshot.ts';
import { modelErrors } from '../models.errors.ts';
import { toTrainingError } from '../training-errors.ts';
import { scoreColumn } from '../watch/version-references.ts';
import { askRows, cellsOfColumns, openImported } from './ask-imported.ts';
import type { ImportInput, ImportOutput } from './import.ts';
import { importanceOf } from './importance.ts';
import { encodeVersion, featuresOf, type ImportedModel } from './imported-model.ts';

serveThread(async (input: ImportInput, thread): Promise<ThreadAnswer<ImportOutput>> => {
  thread.report('reading', 0);
  const columns = await readColumns(input, thread.signal);
  try {
    return { output: await judge(input, columns, thread) };
  } catch (error) {
    if (!(error instanceof NumericError)) throw error;
    if (error.code === 'class_not_answered') throw modelErrors.onnx_class_unknown(error.params, { cause: error });
    throw toTrainingError(error);
  }
});

interface Columns {
  features: Column[];
  target: Column;
  all: Column[];
}

async function readColumns(input: ImportInput, signal: AbortSignal): Promise<Columns> {
  const { organizationId, source, features, target } = input;
  const { dataset, filter } = source;
  const database = createDatabase(input.connection, 1);
  try {
    const { columns: all } = await createTableReader(database).read({
      organizationId,
      dataset,
      columns: [...new Set([...features, target])],
      ...(filter === undefined ? {} : { filter }),
      signal,
    });
    const pick = (name: string): Column => {
      const column = all.find((each) => each.name === name);
      if (!column) throw new Error(`The column ${name} was not read`);
      return column;
    };
    return { features: features.map(pick), target: pick(target), all };
  } finally {
    await database.close();
  }
}

async function judge(input: ImportInput, columns: Columns, thread: ThreadContext): Promise<ImportOutput> {
  const { plan, positiveClass, modelType } = input;
  const task = modelType === 'classification' ? 'classification' : 'regression';
  const target = readImportedTarget({
    task,
    target: columns.target,
    classes: plan.classes,
    ...(positiveClass === null ? {} : { positiveClass }),
  });
  const { classes, positive } = target.description;
  const unproved: ImportedModel = {
    format: 'onnx',
    task,
    target: { name: target.description.name, classes: [...classes], positive },
    features: columns.features.map(describeImported).map((each) => ({ ...each, categories: [...each.categories] })),
    inputs: plan.inputs,
    output: plan.output,
    places: [...target.places],
    isSingle: plan.isSingle,
    threshold: 0.5,
    interval: null,
    graph: input.graph,
  };
  thread.report('validating', 0.2);
  const open = await openImported(unproved);
  const cells = cellsOfColumns(unproved.features, columns.features);
  const predictions = await askRows(open, cells, target.values.length);
  const { interval, ...judged } = judgeImported(target, predictions);
  thread.report('validating', 0.6);
  const importance = await importanceOf(open, cells, target);
  const model: ImportedModel = { ...unproved, interval };
  return {
    artifact: encodeVersion(model),
    metrics: judged.metrics,
    metricIntervals: judged.metricIntervals,
    baseline: judged.baseline,
    warnings: [{ code: 'imported', params: { dataset: input.source.dataset } }, ...judged.warnings],
    rows: judged.rows,
    importance,
    classes,
    positiveClass: classes[positive] ?? null,
    features: featuresOf(model),
    dataQuality: describeColumns([...columns.features, columns.target]).map(toReport),
    dataSnapshotHash: hashColumns(columns.all),
    references: {
      features: columns.features.map((column) => ({ feature: column.name, reference: referenceOf(column) })),
      score: referenceOf(scoreColumn(target.description, predictions)),
    },
  };
}
