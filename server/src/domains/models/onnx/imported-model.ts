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

/** A version's model, whoever made it. */
export type VersionModel = FittedPipeline | ImportedModel;

export const isImported = (model: VersionModel): model is ImportedModel => 'graph' in model;

/** The bytes of the file, in whole words. */
function wordsOf(graph: Uint8Array): Int32Array {
  const words = new Int32Array(Math.ceil(graph.byteLength / Int32Array.BYTES_PER_ELEMENT));
  new Uint8Array(words.buffer).set(graph);
  return words;
}

/** The artifact of a model; equal models give equal bytes. */
export function encodeVersion(model: VersionModel): Uint8Array {
  return isImported(model) ? encodeImported(model) : encodeArtifact(model);
}

function encodeImported({ graph, ...head }: ImportedModel): Uint8Array {
  return writeContainer(CONTAINER, { head, sizeBytes: graph.byteLength, graph: wordsOf(graph) });
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
  return { ...head, graph: new Uint8Array(graph.buffer, 0, sizeBytes) };
}

/**
 * Reads the artifact of a version, trained here or imported.
 * @throws NumericError artifact_…
 */
export function decodeVersion(bytes: Uint8Array): VersionModel {
  return containerVersion(bytes) === CONTAINER ? decodeImported(bytes) : decodeArtifact(bytes);
}

/** What to fill in for a prediction; of a trained version what it uses. */
export function featuresOf(model: VersionModel): ReturnType<typeof featureSchema> {
  if (!isImported(model)) return featureSchema(model.preprocessor);
  return model.features.map(({ name, kind, min, max, integer, categories, typical }) => {
    if (kind === 'number') return { name, type: kind, min, max, integer, example: typical };
    if (kind === 'boolean') return { name, type: kind, example: typical === 1 };
    return { name, type: kind, ...(kind === 'category' ? { categories } : {}), example: typical };
  });
}
