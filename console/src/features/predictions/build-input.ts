import type { Feature } from '../../api/types.ts';
import { parseNumber } from '../../lib/parse-number.ts';

export type Texts = Readonly<Record<string, string>>;

export interface BuiltInput {
  input: Record<string, unknown>;
  /** The names of those fields whose text is no number. */
  notNumbers: string[];
}

/** What stands in a field at first: an earlier record's value, else the schema's example. */
export function initialTexts(
  schema: readonly Feature[],
  record: Readonly<Record<string, unknown>> | undefined,
  writeNumber: (value: number) => string,
): Record<string, string> {
  return Object.fromEntries(
    schema.map((feature) => {
      const value = record === undefined ? feature.example : record[feature.name];
      return [feature.name, textOf(value, feature, writeNumber)];
    }),
  );
}

function textOf(value: unknown, feature: Feature, writeNumber: (value: number) => string): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' && feature.type === 'number') return writeNumber(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Reads the fields as the schema types them. An empty field is a missing value, which the model knows how to take. */
export function buildInput(schema: readonly Feature[], texts: Texts, numberFormat: Intl.NumberFormat): BuiltInput {
  const input: Record<string, unknown> = {};
  const notNumbers: string[] = [];
  for (const feature of schema) {
    const text = (texts[feature.name] ?? '').trim();
    if (text === '') {
      input[feature.name] = null;
    } else if (feature.type === 'number') {
      const value = parseNumber(text, numberFormat);
      if (value === null) notNumbers.push(feature.name);
      input[feature.name] = value;
    } else {
      input[feature.name] = feature.type === 'boolean' ? text === 'true' : text;
    }
  }
  return { input, notNumbers };
}

/** A column's name as words: "monthly_charges" reads "monthly charges". */
export function labelOf(name: string): string {
  const words = name.replaceAll('_', ' ').trim();
  return words === '' ? name : words;
}
