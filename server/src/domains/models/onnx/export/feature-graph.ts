import type { PortableFeature } from '../../../../numeric/index.ts';
import type { GraphWriter, Name } from './graph-writer.ts';

type Of<Kind extends PortableFeature['kind']> = Extract<PortableFeature, { kind: Kind }>;

/** Features that ONNX has operators for. */
export type PlainFeature = Of<'number' | 'boolean' | 'time' | 'category'>;

export const isPlain = (feature: PortableFeature): feature is PlainFeature =>
  feature.kind === 'number' || feature.kind === 'boolean' || feature.kind === 'time' || feature.kind === 'category';

/** A feature as the models take it: rows × columns. Made once, whichever members ask for it. */
export interface FeatureTables {
  /** Null where the linear row has no column of it. */
  linear(): Name | null;
  tree(): Name;
}

/** Writes how a feature is read and encoded, as docs/MODEL_EXPORT.md says. A missing value is NaN, or an empty text. */
export function writeFeature(graph: GraphWriter, feature: PlainFeature): FeatureTables {
  if (feature.kind === 'category') return writeCategory(graph, feature);
  const value = graph.input(feature.name, 'double');
  const parts = () => {
    if (feature.kind === 'number') return numberParts(graph, feature, value);
    return feature.kind === 'boolean' ? booleanParts(graph, feature, value) : timeParts(graph, feature, value);
  };
  return {
    linear: once(() => {
      const tables = [...parts(), ...missingPart(graph, feature.missing_share, value)];
      return tables.length === 0 ? null : graph.beside(tables);
    }),
    tree: once(() => (feature.kind === 'time' ? timeForTrees(graph, feature, value) : value)),
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

function missingPart(graph: GraphWriter, share: number, value: Name): Name[] {
  if (share <= 0) return [];
  return [graph.add('Sub', [toDouble(graph, graph.add('IsNaN', [value])), graph.scalar(share)])];
}

const DOUBLE = 11;
export const toDouble = (graph: GraphWriter, tensor: Name): Name => graph.add('Cast', [tensor], { to: DOUBLE });

/** Where the value is missing, `instead`. */
const fill = (graph: GraphWriter, value: Name, table: Name, instead: number): Name =>
  graph.add('Where', [graph.add('IsNaN', [value]), graph.scalar(instead), table]);

const standardize = (graph: GraphWriter, table: Name, { mean, scale }: { mean: number; scale: number }): Name =>
  graph.add('Div', [graph.add('Sub', [table, graph.scalar(mean)]), graph.scalar(scale)]);

function numberParts(graph: GraphWriter, feature: Of<'number'>, value: Name): Name[] {
  return feature.scale > 0 ? [standardize(graph, fill(graph, value, value, feature.median), feature)] : [];
}

function booleanParts(graph: GraphWriter, { true_share: share }: Of<'boolean'>, value: Name): Name[] {
  if (share <= 0 || share >= 1) return [];
  return [fill(graph, value, graph.add('Sub', [value, graph.scalar(share)]), 0)];
}

function timeParts(graph: GraphWriter, feature: Of<'time'>, value: Name): Name[] {
  const parts = feature.scale > 0 ? [fill(graph, value, standardize(graph, value, feature), 0)] : [];
  let place = 0;
  for (const { period_ms: period, harmonics } of feature.cycles) {
    const angle = graph.add('Mul', [fractionOf(graph, value, period), graph.scalar(2 * Math.PI)]);
    const means = feature.harmonic_means.subarray(place, place + 2 * harmonics);
    place += 2 * harmonics;
    const factors = Array.from(means, (_, i) => Math.floor(i / 2) + 1);
    // A cosine is a sine a quarter of a turn ahead.
    const ahead = Array.from(means, (_, i) => (i % 2) * (Math.PI / 2));
    const angles = graph.add('Mul', [angle, graph.matrix(factors, factors.length)]);
    const waves = graph.add('Sin', [graph.add('Add', [angles, graph.matrix(ahead, ahead.length)])]);
    const centred = graph.add('Sub', [waves, graph.matrix(means, means.length)]);
    if (harmonics > 0) parts.push(fill(graph, value, centred, 0));
  }
  return parts;
}

/** How much of a turn is over. */
function fractionOf(graph: GraphWriter, value: Name, period: number): Name {
  const turns = graph.add('Div', [value, graph.scalar(period)]);
  return graph.add('Sub', [turns, graph.add('Floor', [turns])]);
}

function timeForTrees(graph: GraphWriter, { cycles }: Of<'time'>, value: Name): Name {
  const turns = cycles.map(({ period_ms: period, origin_ms: origin }) =>
    fractionOf(graph, graph.add('Sub', [value, graph.scalar(origin)]), period),
  );
  return graph.beside([value, ...turns]);
}

/** Every label has a row in a table of what it is encoded as; then come the rows of a missing and of any other text. */
function writeCategory(graph: GraphWriter, feature: Of<'category'>): FeatureTables {
  const { levels, further_levels: further, rare_hashes: rare } = feature;
  const known = [...levels, ...further];
  const [ofMissing, ofOthers] = [known.length, known.length + 1];
  const input = graph.input(feature.name, 'string');
  const row = once(() => {
    const index = graph.addMl('LabelEncoder', [input], {
      keys_strings: { strings: [...known, ''] },
      values_int64s: { ints: [...known.keys(), ofMissing] },
      default_int64: ofOthers,
    });
    return graph.add('Reshape', [index, graph.constant({ type: 'int64', dims: [1], values: [-1] })]);
  });
  const lookUp = (table: readonly number[], columns: number) =>
    graph.add('Gather', [graph.matrix(table, columns), row()], { axis: 0 });
  return {
    linear: once(() => {
      const columns = columnsOf(feature, known);
      return columns[0] === undefined || columns[0].length === 0 ? null : lookUp(columns.flat(), columns[0].length);
    }),
    tree: once(() => lookUp([...known.keys(), Number.NaN, rare.length > 0 ? known.length : Number.NaN], 1)),
  };
}

/** What each label, a missing one and any other are in the linear row. */
function columnsOf(feature: Of<'category'>, known: readonly string[]): number[][] {
  const { levels, shares, rare_share: rareShare, missing_share: missingShare } = feature;
  const all = [...shares, ...(rareShare > 0 ? [rareShare] : []), ...(missingShare > 0 ? [missingShare] : [])];
  if (all.length < 2) return [];
  const rare = rareShare > 0 ? levels.length : -1;
  const missing = missingShare > 0 ? all.length - 1 : -1;
  const own = [...known.map((_, index) => (index < levels.length ? index : rare)), missing, rare];
  return own.map((place) => all.map((share, column) => (place < 0 ? 0 : Number(column === place) - share)));
}
