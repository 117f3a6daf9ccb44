import Type, { type Static } from 'typebox';
import { Value } from 'typebox/value';
import {
  containerVersion,
  decodeArtifact,
  encodeArtifact,
  featureSchema,
  type FittedPipeline,
  NumericError,
  readContainer,
  writeContainer,
} from '../../../numeric/index.ts';
import { decodeKind, encodeKind, featuresOfKind, type KindModel } from '../kinds/kind-model.ts';
import { fromWords, toWords } from '../kinds/nested-bytes.ts';
import type { SeriesModel } from '../kinds/series-model.ts';

/** Its own kind of artifact, told by the version of the container; those of trained models count from 1. */
const CONTAINER = 1001;

const label = Type.Union([Type.Boolean(), Type.Number(), Type.String()]);

/** All but the file itself. */
const headSchema = Type.Object({
  format: Type.Literal('onnx'),
  task: Type.Enum(['classification', 'regression']),
  target: Type.Object({ name: Type.String(), classes: Type.Array(label), positive: Type.Integer() }),
  features: Type.Array(
    Type.Object({
      name: Type.String(),
      kind: Type.Enum(['number', 'boolean', 'category', 'text']),
      min: Type.Number(),
      max: Type.Number(),
      integer: Type.Boolean(),
      categories: Type.Array(Type.String()),
      typical: Type.Union([Type.Number(), Type.String()]),
    }),
  ),
  inputs: Type.Array(
    Type.Object({
      name: Type.String(),
      type: Type.Enum(['float', 'double', 'int32', 'int64', 'bool', 'string']),
      columns: Type.Array(Type.String()),
      isList: Type.Boolean(),
      missing: Type.Union([Type.Null(), Type.Number(), Type.String()]),
    }),
  ),
  output: Type.String(),
  /** For each class its place among the outputs. */
  places: Type.Array(Type.Integer()),
  isSingle: Type.Boolean(),
  threshold: Type.Number(),
  interval: Type.Union([
    Type.Null(),
    Type.Object({ level: Type.Number(), halfWidth: Type.Number(), coverage: Type.Number() }),
  ]),
});

/** A model that was made elsewhere: an ONNX file, and how it is asked. */
export type ImportedModel = Static<typeof headSchema> & { graph: Uint8Array };

/** A version's model, whoever made it and whatever it answers. */
export type VersionModel = FittedPipeline | ImportedModel | KindModel;

export const isImported = (model: VersionModel): model is ImportedModel => 'graph' in model;

/** Trained here to tell a target: most versions, and the only ones that requests are answered by in microseconds. */
export const isPipeline = (model: VersionModel): model is FittedPipeline => 'members' in model;

/** The artifact of a model; equal models give equal bytes. */
export function encodeVersion(model: VersionModel): Uint8Array {
  if (isPipeline(model)) return encodeArtifact(model);
  return isImported(model) ? encodeImported(model) : encodeKind(model);
}

function encodeImported({ graph, ...head }: ImportedModel): Uint8Array {
  return writeContainer(CONTAINER, { head, sizeBytes: graph.byteLength, graph: toWords(graph) });
}

function decodeImported(bytes: Uint8Array): ImportedModel {
  const payload = readContainer(CONTAINER, bytes);
  if (typeof payload !== 'object' || payload === null || !('head' in payload && 'graph' in payload)) {
    throw new NumericError('artifact_corrupted', { where: 'imported' });
  }
  const { head, graph } = payload;
  const sizeBytes = 'sizeBytes' in payload ? Number(payload.sizeBytes) : 0;
  if (!Value.Check(headSchema, head) || !(graph instanceof Int32Array)) {
    throw new NumericError('artifact_corrupted', { where: 'imported' });
  }
  return { ...head, graph: fromWords(graph, sizeBytes) };
}

/**
 * Reads the artifact of a version, trained here or imported.
 * @throws NumericError artifact_…
 */
export function decodeVersion(bytes: Uint8Array): VersionModel {
  if (containerVersion(bytes) === CONTAINER) return decodeImported(bytes);
  return decodeKind(bytes) ?? decodeArtifact(bytes);
}

/** A version ready to answer: what answers a record, and how the series of a forecast goes on. */
interface OpenVersion {
  pipeline: VersionModel;
  /** Null of all but forecasts over time. */
  series: SeriesModel | null;
}

/** @throws NumericError artifact_… */
export function openVersion(bytes: Uint8Array): OpenVersion {
  const made = decodeVersion(bytes);
  if (isPipeline(made) || isImported(made) || made.kind !== 'forecasting') return { pipeline: made, series: null };
  return { pipeline: made.pipeline ?? made, series: made.series };
}

/** What to fill in for a prediction; of a trained version what it uses. */
export function featuresOf(model: VersionModel): ReturnType<typeof featureSchema> {
  if (isPipeline(model)) return featureSchema(model.preprocessor);
  if (!isImported(model)) return featuresOfKind(model);
  return model.features.map(({ name, kind, min, max, integer, categories, typical }) => {
    if (kind === 'number') return { name, type: kind, min, max, integer, example: typical };
    if (kind === 'boolean') return { name, type: kind, example: typical === 1 };
    return { name, type: kind, ...(kind === 'category' ? { categories } : {}), example: typical };
  });
}
