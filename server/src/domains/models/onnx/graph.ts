import { readFields, readMessages, textOf, WireFormatError } from './wire-format.ts';

/** What a graph takes or gives: types that can be mapped to columns, or `other`. */
export const tensorTypes = ['float', 'double', 'int32', 'int64', 'bool', 'string'] as const;
export type TensorType = (typeof tensorTypes)[number] | 'other';

/** A tensor by name. */
export interface Port {
  name: string;
  type: TensorType;
  /** Null where a dimension is free. Empty where the file does not say. */
  shape: (number | null)[];
}

/** What an ONNX file says of itself. */
export interface Graph {
  inputs: Port[];
  outputs: Port[];
  /** Version by domain; the standard one is `ai.onnx`. */
  opsets: Map<string, number>;
  /** Every operator that is used, subgraphs included. */
  operators: { domain: string; name: string }[];
  /** Names of tensors whose numbers lie in another file. */
  external: string[];
  /** Whether the file brings operators of its own. */
  hasFunctions: boolean;
}

// Field numbers of onnx.proto3 (ONNX IR version 11).
const MODEL = { graph: 7, opset: 8, functions: 25 } as const;
const GRAPH = { node: 1, initializer: 5, input: 11, output: 12, sparse: 15 } as const;
const NODE = { operator: 4, attribute: 5, domain: 7 } as const;
const ATTRIBUTE = { tensor: 5, graph: 6, tensors: 10, graphs: 11 } as const;
const TENSOR = { name: 8, external: 13, location: 14 } as const;
const EXTERNAL = 1;
const TYPES: Readonly<Record<number, TensorType>> = {
  1: 'float',
  6: 'int32',
  7: 'int64',
  8: 'string',
  9: 'bool',
  11: 'double',
};
/** Graphs within graphs. */
const DEEPEST = 20;

const standard = (domain: string): string => (domain === '' ? 'ai.onnx' : domain);

/** @returns null where the bytes are no ONNX file */
export function readGraph(file: Uint8Array): Graph | null {
  try {
    const [graph] = readMessages(file, MODEL.graph);
    const opsets = new Map([...readMessages(file, MODEL.opset)].map(readOpset));
    if (!graph || opsets.size === 0) return null;
    const found: Pick<Graph, 'operators' | 'external'> = { operators: [], external: [] };
    walkGraph(graph, found, 0);
    const constants = new Set([...readMessages(graph, GRAPH.initializer)].map(nameOfTensor));
    return {
      ...found,
      opsets,
      // Old files list constants among the inputs.
      inputs: [...readMessages(graph, GRAPH.input)].map(readPort).filter(({ name }) => !constants.has(name)),
      outputs: [...readMessages(graph, GRAPH.output)].map(readPort),
      hasFunctions: [...readMessages(file, MODEL.functions)].length > 0,
    };
  } catch (error) {
    if (error instanceof WireFormatError) return null;
    throw error;
  }
}

function readOpset(bytes: Uint8Array): [string, number] {
  let [domain, version] = ['', 0];
  for (const { field, number, bytes: text } of readFields(bytes)) {
    if (field === 1 && text) domain = textOf(text);
    if (field === 2) version = number;
  }
  return [standard(domain), version];
}

function walkGraph(graph: Uint8Array, found: Pick<Graph, 'operators' | 'external'>, depth: number): void {
  if (depth > DEEPEST) throw new WireFormatError('Graphs lie too deep within graphs');
  for (const { field, bytes } of readFields(graph)) {
    if (!bytes) continue;
    if (field === GRAPH.node) walkNode(bytes, found, depth);
    else if (field === GRAPH.initializer) walkTensor(bytes, found);
    // Values and indices of a sparse tensor.
    else if (field === GRAPH.sparse) for (const part of [1, 2]) walkTensors(readMessages(bytes, part), found);
  }
}

function walkNode(node: Uint8Array, found: Pick<Graph, 'operators' | 'external'>, depth: number): void {
  let [name, domain] = ['', ''];
  for (const { field, bytes } of readFields(node)) {
    if (!bytes) continue;
    if (field === NODE.operator) name = textOf(bytes);
    else if (field === NODE.domain) domain = textOf(bytes);
    else if (field === NODE.attribute) walkAttribute(bytes, found, depth);
  }
  found.operators.push({ domain: standard(domain), name });
}

function walkAttribute(attribute: Uint8Array, found: Pick<Graph, 'operators' | 'external'>, depth: number): void {
  for (const { field, bytes } of readFields(attribute)) {
    if (!bytes) continue;
    if (field === ATTRIBUTE.tensor || field === ATTRIBUTE.tensors) walkTensor(bytes, found);
    else if (field === ATTRIBUTE.graph || field === ATTRIBUTE.graphs) walkGraph(bytes, found, depth + 1);
  }
}

function walkTensors(tensors: Iterable<Uint8Array>, found: Pick<Graph, 'external'>): void {
  for (const tensor of tensors) walkTensor(tensor, found);
}

function walkTensor(tensor: Uint8Array, found: Pick<Graph, 'external'>): void {
  for (const { field, number, bytes } of readFields(tensor)) {
    const isElsewhere = (field === TENSOR.location && number === EXTERNAL) || (field === TENSOR.external && bytes);
    if (!isElsewhere) continue;
    found.external.push(nameOfTensor(tensor));
    return;
  }
}

const nameOfTensor = (tensor: Uint8Array): string => textOf([...readMessages(tensor, TENSOR.name)][0]);

function readPort(bytes: Uint8Array): Port {
  const [name] = readMessages(bytes, 1);
  const [type] = readMessages(bytes, 2);
  const [tensor] = type ? readMessages(type, 1) : [];
  if (!tensor) return { name: textOf(name), type: 'other', shape: [] };
  const code = [...readFields(tensor)].find(({ field }) => field === 1)?.number ?? 0;
  const [shape] = readMessages(tensor, 2);
  const dimensions = shape ? [...readMessages(shape, 1)].map(readDimension) : [];
  return { name: textOf(name), type: TYPES[code] ?? 'other', shape: dimensions };
}

function readDimension(bytes: Uint8Array): number | null {
  const fixed = [...readFields(bytes)].find(({ field, bytes: name }) => field === 1 && !name);
  return fixed && fixed.number > 0 ? fixed.number : null;
}
