/** What values of JSON are told apart as; `date` and `timestamp` are texts of that form. */
export const eventFieldTypes = [
  'text',
  'date',
  'timestamp',
  'integer',
  'number',
  'boolean',
  'object',
  'array',
  'null',
] as const;

export type EventFieldType = (typeof eventFieldTypes)[number];

/** What was learned of one field. */
export interface FieldStats {
  /** In how many examples it stood. */
  count: number;
  types: Partial<Record<EventFieldType, number>>;
  /** The latest different values that are no objects and no lists. */
  samples: (string | number | boolean)[];
  first_seen_at: string;
  last_seen_at: string;
}

/** By path: keys joined by dots, `[]` for the items of a list. */
export type EventShape = Record<string, FieldStats>;

export const shapeChanges = ['field_added', 'field_missing', 'type_widened', 'type_changed', 'null_seen'] as const;

export interface ShapeChange {
  path: string;
  change: (typeof shapeChanges)[number];
  /** Whether those who read such events can go on as before. */
  is_compatible: boolean;
}

/** What is added to the examples, and what they come to. */
export interface ShapePart {
  examples: number;
  fields: EventShape;
}

const MOST_PATHS = 200;
const MOST_DEPTH = 5;
const MOST_ITEMS = 20;
const MOST_SAMPLES = 5;
const MOST_SAMPLE_LENGTH = 80;
/** Before so many examples the shape is not known, so nothing can differ from it. */
const SETTLED_EXAMPLES = 20;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?/;

export function typeOf(value: unknown): EventFieldType {
  if (typeof value === 'string') return TIMESTAMP.test(value) ? 'timestamp' : DATE.test(value) ? 'date' : 'text';
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'integer' : 'number';
  if (typeof value === 'boolean') return 'boolean';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : 'object';
}

/** Every path of an event's content with the values that stand there. */
export function listFields(data: object): Map<string, unknown[]> {
  const found = new Map<string, unknown[]>();
  const visit = (value: unknown, path: string, depth: number): void => {
    const values = found.get(path);
    if (values) values.push(value);
    else if (found.size < MOST_PATHS) found.set(path, [value]);
    if (depth < MOST_DEPTH) descend(value, path, depth, visit);
  };
  for (const [key, value] of Object.entries(data)) visit(value, key, 1);
  return found;
}

function descend(
  value: unknown,
  path: string,
  depth: number,
  visit: (value: unknown, path: string, depth: number) => void,
) {
  if (Array.isArray(value)) {
    for (const item of value.slice(0, MOST_ITEMS)) visit(item, `${path}[]`, depth + 1);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) visit(part, `${path}.${key}`, depth + 1);
  }
}

/** Adds one example to `part`. */
export function learn(part: ShapePart, data: object, at: string): void {
  part.examples += 1;
  for (const [path, values] of listFields(data)) {
    const field = Object.hasOwn(part.fields, path) ? part.fields[path] : undefined;
    const stats = field ?? { count: 0, types: {}, samples: [], first_seen_at: at, last_seen_at: at };
    if (!field) {
      if (Object.keys(part.fields).length >= MOST_PATHS) continue;
      part.fields[path] = stats;
    }
    stats.count += 1;
    stats.last_seen_at = at;
    for (const type of new Set(values.map(typeOf))) stats.types[type] = (stats.types[type] ?? 0) + 1;
    for (const value of values) stats.samples = addSample(stats.samples, value);
  }
}

function addSample(samples: FieldStats['samples'], value: unknown): FieldStats['samples'] {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return samples;
  const sample = typeof value === 'string' ? value.slice(0, MOST_SAMPLE_LENGTH).toWellFormed() : value;
  return samples.includes(sample) ? samples : [...samples, sample].slice(-MOST_SAMPLES);
}

/** What is known, with what was learned since; and in what the new differs from the known. */
export function mergeShapes(known: ShapePart, news: ShapePart): ShapePart & { changes: ShapeChange[] } {
  const fields: EventShape = { ...known.fields };
  for (const [path, stats] of Object.entries(news.fields)) {
    const before = Object.hasOwn(fields, path) ? fields[path] : undefined;
    if (before) fields[path] = mergeStats(before, stats);
    else if (Object.keys(fields).length < MOST_PATHS) fields[path] = stats;
  }
  const changes = known.examples < SETTLED_EXAMPLES ? [] : findChanges(known, news);
  return { examples: known.examples + news.examples, fields, changes };
}

function mergeStats(left: FieldStats, right: FieldStats): FieldStats {
  const types = { ...left.types };
  for (const type of eventFieldTypes) {
    const count = right.types[type];
    if (count !== undefined) types[type] = (types[type] ?? 0) + count;
  }
  return {
    count: left.count + right.count,
    types,
    samples: right.samples.reduce<FieldStats['samples']>(addSample, left.samples),
    first_seen_at: left.first_seen_at < right.first_seen_at ? left.first_seen_at : right.first_seen_at,
    last_seen_at: left.last_seen_at > right.last_seen_at ? left.last_seen_at : right.last_seen_at,
  };
}

function findChanges(known: ShapePart, news: ShapePart): ShapeChange[] {
  const changes: ShapeChange[] = [];
  for (const [path, { types }] of Object.entries(news.fields)) {
    const before = known.fields[path];
    if (!before) {
      changes.push({ path, change: 'field_added', is_compatible: true });
      continue;
    }
    for (const type of eventFieldTypes) {
      if (types[type] === undefined || before.types[type] !== undefined) continue;
      if (type === 'null') changes.push({ path, change: 'null_seen', is_compatible: false });
      else if (covers(before.types, type)) changes.push({ path, change: 'type_widened', is_compatible: true });
      else changes.push({ path, change: 'type_changed', is_compatible: false });
    }
  }
  for (const [path, { count }] of Object.entries(known.fields)) {
    const wasAlways = count === known.examples;
    if (wasAlways && (news.fields[path]?.count ?? 0) < news.examples) {
      changes.push({ path, change: 'field_missing', is_compatible: false });
    }
  }
  return changes;
}

/** Whoever could read what was there can read this too. */
function covers(known: FieldStats['types'], type: EventFieldType): boolean {
  if (type === 'integer' || type === 'number') return known.number !== undefined || known.integer !== undefined;
  return (type === 'date' || type === 'timestamp') && known.text !== undefined;
}
