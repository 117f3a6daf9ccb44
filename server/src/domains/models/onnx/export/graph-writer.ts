import { bytes, message, number, packed, text } from './wire-writer.ts';

/** The name of a tensor within a graph. */
export type Name = string;

/** `TensorProto.DataType`. */
const TYPES = { uint8: 2, int64: 7, string: 8, double: 11 } as const;
type Type = keyof typeof TYPES;

type Tensor = { readonly dims: readonly number[] } & (
  | { readonly type: 'double'; readonly values: ArrayLike<number> }
  | { readonly type: 'int64'; readonly values: readonly number[] }
  | { readonly type: 'uint8'; readonly values: readonly number[] }
  | { readonly type: 'string'; readonly values: readonly string[] }
);

type Attribute = number | { readonly ints: readonly number[] } | { readonly strings: readonly string[] } | Tensor;

/** A graph that is being written: inputs, nodes and outputs, one after the other. */
export interface GraphWriter {
  input(name: string, type: 'double' | 'string'): Name;
  constant(tensor: Tensor): Name;
  /** n × m doubles, row by row. */
  matrix(values: ArrayLike<number>, columns: number): Name;
  scalar(value: number): Name;
  /** One operator of the standard, or of ai.onnx.ml. */
  add(operator: string, inputs: readonly Name[], attributes?: Readonly<Record<string, Attribute>>): Name;
  addMl(operator: string, inputs: readonly Name[], attributes: Readonly<Record<string, Attribute>>): Name;
  /** Columns of several tables side by side. */
  beside(tables: readonly Name[]): Name;
  output(name: string, tensor: Name, type: 'double' | 'string', columns: number | null): void;
  /** The whole file. */
  end(about: Readonly<Record<string, string>>): Uint8Array;
}

// Field numbers and versions are those of onnx.proto3 (ONNX 1.16, IR version 10).
const IR_VERSION = 10;
const STANDARD_OPSET = 17;
const ML = 'ai.onnx.ml';
const ML_OPSET = 5;
const KINDS = { int: 2, tensor: 4, ints: 7, strings: 8 } as const;
/** So that every row count fits: a dimension with a name. */
const ROWS = 'rows';

/** @param taken names that inputs have */
export function createGraphWriter(taken: ReadonlySet<string>): GraphWriter {
  const parts: Uint8Array[] = [text(2, 'model')];
  const scalars = new Map<number, Name>();
  let count = 0;

  function newName(): Name {
    do count += 1;
    while (taken.has(`#${count}`));
    return `#${count}`;
  }

  function constant(tensor: Tensor): Name {
    const name = newName();
    parts.push(bytes(5, writeTensor(tensor, name)));
    return name;
  }

  function node(
    operator: string,
    domain: string,
    inputs: readonly Name[],
    attributes: Readonly<Record<string, Attribute>>,
  ) {
    const name = newName();
    parts.push(
      message(1, [
        ...inputs.map((each) => text(1, each)),
        text(2, name),
        text(4, operator),
        ...Object.entries(attributes).map(([key, value]) => message(5, writeAttribute(key, value))),
        text(7, domain),
      ]),
    );
    return name;
  }

  const graph: GraphWriter = {
    input(name, type) {
      parts.push(bytes(11, writePort(name, type, [ROWS, 1])));
      return name;
    },
    constant,
    matrix: (values, columns) => constant({ type: 'double', dims: [values.length / columns, columns], values }),
    scalar(value) {
      const known = scalars.get(value) ?? constant({ type: 'double', dims: [], values: [value] });
      scalars.set(value, known);
      return known;
    },
    add: (operator, inputs, attributes = {}) => node(operator, '', inputs, attributes),
    addMl: (operator, inputs, attributes) => node(operator, ML, inputs, attributes),
    beside: (tables) => (tables.length === 1 ? (tables[0] ?? '') : node('Concat', '', tables, { axis: 1 })),
    output(name, tensor, type, columns) {
      parts.push(message(1, [text(1, tensor), text(2, name), text(4, 'Identity')]));
      parts.push(bytes(12, writePort(name, type, columns === null ? [ROWS] : [ROWS, columns])));
    },
    end(about) {
      const versions = { '': STANDARD_OPSET, [ML]: ML_OPSET };
      return Buffer.concat([
        number(1, IR_VERSION),
        text(2, 'business-suite'),
        message(7, parts),
        ...Object.entries(versions).map(([domain, version]) => message(8, [text(1, domain), number(2, version)])),
        ...Object.entries(about).map(([key, value]) => message(14, [text(1, key), text(2, value)])),
      ]);
    },
  };
  return graph;
}

function writePort(name: string, type: Type, shape: readonly (string | number)[]): Uint8Array {
  const dimensions = shape.map((each) => message(1, [typeof each === 'number' ? number(1, each) : text(2, each)]));
  return Buffer.concat([text(1, name), message(2, [message(1, [number(1, TYPES[type]), message(2, dimensions)])])]);
}

function writeTensor(tensor: Tensor, name: string): Uint8Array {
  const head = [...tensor.dims.map((each) => number(1, each)), number(2, TYPES[tensor.type]), text(8, name)];
  if (tensor.type === 'string') return Buffer.concat([...head, ...tensor.values.map((each) => text(6, each))]);
  return Buffer.concat([...head, bytes(9, rawOf(tensor))]);
}

/** As the format has it: little-endian, whatever the machine is. */
function rawOf({ type, values }: Exclude<Tensor, { type: 'string' }>): Uint8Array {
  if (type === 'uint8') return Uint8Array.from(values);
  const raw = new DataView(new ArrayBuffer(values.length * 8));
  for (let i = 0; i < values.length; i += 1) {
    if (type === 'double') raw.setFloat64(i * 8, values[i] ?? Number.NaN, true);
    else raw.setBigInt64(i * 8, BigInt(values[i] ?? 0), true);
  }
  return new Uint8Array(raw.buffer);
}

function writeAttribute(name: string, value: Attribute): Uint8Array[] {
  const head = text(1, name);
  if (typeof value === 'number') return [head, number(3, value), number(20, KINDS.int)];
  if ('ints' in value) return [head, packed(8, value.ints), number(20, KINDS.ints)];
  if ('strings' in value) return [head, ...value.strings.map((each) => text(9, each)), number(20, KINDS.strings)];
  return [head, bytes(5, writeTensor(value, name)), number(20, KINDS.tensor)];
}
