import Type, { type Static } from 'typebox';
import type { Label } from '../../../numeric/index.ts';
import type { ModelFault } from '../models.errors.ts';
import type { ModelType } from '../algorithms.ts';
import { trainingDataSource } from '../data-source.schema.ts';
import type { Graph, Port, TensorType } from './graph.ts';

const name = Type.String({ minLength: 1, maxLength: 200 });

/** How the tensors of a file and the columns of a model belong together. */
export const mappingSchema = Type.Object(
  {
    inputs: Type.Optional(
      Type.Array(
        Type.Object(
          {
            name,
            columns: Type.Array(name, { minItems: 1, maxItems: 1000 }),
            missing: Type.Optional(Type.Union([Type.Number(), Type.String({ maxLength: 200 })])),
          },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 1000 },
      ),
    ),
    outputs: Type.Optional(
      Type.Object({ probabilities: Type.Optional(name), value: Type.Optional(name) }, { additionalProperties: false }),
    ),
    classes: Type.Optional(
      Type.Array(Type.Union([Type.String({ minLength: 1, maxLength: 200 }), Type.Number(), Type.Boolean()]), {
        minItems: 2,
        maxItems: 50,
        uniqueItems: true,
      }),
    ),
    evaluation_data_source: Type.Optional(trainingDataSource),
  },
  { additionalProperties: false },
);

export type OnnxMapping = Static<typeof mappingSchema>;

/** A tensor that a graph takes, filled from columns. */
export interface MappedInput {
  name: string;
  type: Exclude<TensorType, 'other'>;
  columns: string[];
  /** Whether it is a list of rows, and not a table. */
  isList: boolean;
  /** Stands for what is missing; null: NaN, 0, or an empty text, as the type has it. */
  missing: number | string | null;
}

/** How a graph is asked. */
export interface GraphPlan {
  inputs: MappedInput[];
  output: string;
  classes: Label[];
  /** Whether the graph takes one row only. */
  isSingle: boolean;
}

interface Asked {
  type: ModelType;
  features: readonly string[];
  /** Types of the columns of the data, by name. */
  columnTypes: ReadonlyMap<string, string>;
}

const HIGHEST_OPSETS: ReadonlyMap<string, number> = new Map([
  ['ai.onnx', 26],
  ['ai.onnx.ml', 5],
]);
const MOST_FAULTS = 50;

/** What no file may have, whatever it shall be used for. */
export function findGraphFaults(graph: Graph): ModelFault[] {
  const at = '/body';
  const faults: ModelFault[] = [];
  for (const [domain, version] of graph.opsets) {
    const highest = HIGHEST_OPSETS.get(domain);
    if (highest === undefined) continue;
    if (version < 1 || version > highest) {
      faults.push({ pointer: at, code: 'onnx_opset_unknown', params: { domain, version, highest } });
    }
  }
  const foreign = graph.operators.filter(({ domain }) => !HIGHEST_OPSETS.has(domain) || !graph.opsets.has(domain));
  for (const operator of new Set(foreign.map((each) => `${each.domain}.${each.name}`))) {
    faults.push({ pointer: at, code: 'onnx_operator_unknown', params: { operator } });
  }
  if (graph.hasFunctions) faults.push({ pointer: at, code: 'onnx_functions' });
  for (const tensor of graph.external) faults.push({ pointer: at, code: 'onnx_external_data', params: { tensor } });
  return faults.slice(0, MOST_FAULTS);
}

/** Puts a file and a model together: what the mapping says, and where it says nothing, what is plain. */
export function planGraph(graph: Graph, mapping: OnnxMapping, asked: Asked): { plan: GraphPlan; faults: ModelFault[] } {
  const faults: ModelFault[] = [];
  const given = mapping.inputs ?? guessInputs(graph.inputs, asked.features);
  const inputs = given.flatMap((each, index) => mapInput(each, `/query/mapping/inputs/${index}`, graph, asked, faults));
  const mapped = new Set(given.map((each) => each.name));
  for (const port of graph.inputs) {
    if (!mapped.has(port.name)) {
      faults.push({ pointer: '/query/mapping/inputs', code: 'onnx_input_unmapped', params: { input: port.name } });
    }
  }
  const used = new Set(given.flatMap(({ columns }) => columns));
  for (const feature of asked.features) {
    if (!used.has(feature)) {
      faults.push({ pointer: '/query/mapping/inputs', code: 'onnx_feature_unused', params: { column: feature } });
    }
  }
  const classes = asked.type === 'classification' ? [...(mapping.classes ?? [])] : [];
  if (asked.type === 'classification' && classes.length === 0) {
    faults.push({ pointer: '/query/mapping/classes', code: 'onnx_classes_missing' });
  }
  const widths = asked.type === 'classification' ? widthsOf(classes.length) : [1];
  const output = findOutput(graph, mapping, asked.type, widths, faults);
  const isSingle = graph.inputs.some(({ shape }) => shape[0] === 1);
  return { plan: { inputs, output, classes, isSingle }, faults: faults.slice(0, MOST_FAULTS) };
}

type GivenInput = NonNullable<OnnxMapping['inputs']>[number];

/** An input that is called like a feature takes it; one that is not takes all that are left, in their order. */
function guessInputs(ports: readonly Port[], features: readonly string[]): GivenInput[] {
  const named = new Set(ports.map((port) => port.name));
  const left = features.filter((feature) => !named.has(feature));
  return ports.flatMap((port) => {
    if (features.includes(port.name)) return [{ name: port.name, columns: [port.name] }];
    return left.length > 0 ? [{ name: port.name, columns: left }] : [];
  });
}

function mapInput(
  { name: input, columns, missing }: GivenInput,
  pointer: string,
  graph: Graph,
  { features, columnTypes }: Asked,
  faults: ModelFault[],
): MappedInput[] {
  const port = graph.inputs.find((each) => each.name === input);
  if (!port) {
    const inputs = graph.inputs.map((each) => each.name).join(', ');
    faults.push({ pointer: `${pointer}/name`, code: 'onnx_input_unknown', params: { input, inputs } });
    return [];
  }
  const { type, shape } = port;
  if (type === 'other') {
    faults.push({ pointer, code: 'onnx_input_type', params: { input } });
    return [];
  }
  const [rows = null, width = shape.length === 1 ? 1 : null] = shape;
  if (shape.length > 2 || (rows !== null && rows !== 1) || (width !== null && width !== columns.length)) {
    const text = `[${shape.map((each) => each ?? '?').join(', ')}]`;
    faults.push({ pointer, code: 'onnx_input_shape', params: { input, shape: text, columns: columns.length } });
  }
  for (const [index, column] of columns.entries()) {
    const columnType = columnTypes.get(column);
    if (!features.includes(column) || columnType === undefined) {
      faults.push({ pointer: `${pointer}/columns/${index}`, code: 'onnx_column_unknown', params: { column } });
    } else if ((columnType === 'text') !== (type === 'string') || isMoment(columnType)) {
      const params = { column, columnType, input, type };
      faults.push({ pointer: `${pointer}/columns/${index}`, code: 'onnx_column_type', params });
    }
  }
  if (missing !== undefined && (typeof missing === 'string') !== (type === 'string')) {
    faults.push({ pointer: `${pointer}/missing`, code: 'onnx_missing_type', params: { input } });
  }
  return [{ name: input, type, columns, isList: shape.length === 1, missing: missing ?? null }];
}

const isMoment = (type: string): boolean => type === 'date' || type === 'timestamp';
const isReal = ({ type }: Port): boolean => type === 'float' || type === 'double';

function findOutput(
  { outputs }: Graph,
  mapping: OnnxMapping,
  type: ModelType,
  widths: readonly number[],
  faults: ModelFault[],
): string {
  const wanted = type === 'classification' ? 'probabilities' : 'value';
  const pointer = `/query/mapping/outputs/${wanted}`;
  const asked = mapping.outputs?.[wanted];
  const reals = outputs.filter(isReal);
  const port =
    asked === undefined ? (reals.find((each) => /prob/i.test(each.name)) ?? reals[0]) : findPort(outputs, asked);
  if (!port || !isReal(port)) {
    const names = outputs.map((each) => each.name).join(', ');
    faults.push({ pointer, code: 'onnx_output_unfit', params: { output: wanted, outputs: names } });
    return '';
  }
  const width = port.shape.length === 1 ? 1 : (port.shape[1] ?? null);
  if (port.shape.length > 2 || (width !== null && widths.length > 0 && !widths.includes(width))) {
    const shape = `[${port.shape.map((each) => each ?? '?').join(', ')}]`;
    faults.push({ pointer, code: 'onnx_output_shape', params: { output: port.name, shape } });
  }
  return port.name;
}

/** Numbers in a row of probabilities; of two classes the second one's may stand alone. Empty while nobody knows the classes. */
function widthsOf(classes: number): number[] {
  if (classes === 0) return [];
  return classes === 2 ? [1, 2] : [classes];
}

const findPort = (ports: readonly Port[], wanted: string) => ports.find((port) => port.name === wanted);
