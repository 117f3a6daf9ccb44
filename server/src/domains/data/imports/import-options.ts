import Type, { type Static } from 'typebox';
import { Value } from 'typebox/value';
import { columnTypes } from '../csv/inference.ts';
import { dataErrors } from '../data.errors.ts';
import { encodings } from '../files/encodings.ts';
import { fileFormats, type ReadingOptions } from '../files/reading.ts';

const dateOrder = Type.Enum(['dmy', 'mdy'], { description: 'How dates such as 03/04/2025 are read.' });
const decimalMark = Type.Enum(['.', ','], { description: 'What stands before decimals: 1,5 or 1.5.' });

/** Where one column of a file goes, and how it is read. */
const columnMappingSchema = Type.Object(
  {
    heading: Type.String({ maxLength: 1000, description: 'As the file has it.' }),
    column: Type.Union([Type.String({ minLength: 1, maxLength: 63 }), Type.Null()], {
      description: 'The column of the dataset, one that is there or a new one; null: the column is left out.',
    }),
    type: Type.Optional(Type.Enum([...columnTypes], { description: 'Of a new column. Default: as its values look.' })),
    date_order: Type.Optional(dateOrder),
    decimal_mark: Type.Optional(decimalMark),
    required: Type.Optional(Type.Boolean({ description: 'Rows without a value in it are left out.' })),
  },
  { additionalProperties: false },
);

export const mappingSchema = Type.Object(
  {
    columns: Type.Array(columnMappingSchema, { maxItems: 1600 }),
    other_columns: Type.Optional(
      Type.Enum(['take', 'leave_out'], { description: 'What becomes of columns that are not named. Default: take.' }),
    ),
  },
  {
    additionalProperties: false,
    examples: [
      {
        columns: [
          { heading: 'Kd.-Nr.', column: 'customer_id' },
          { heading: 'Notiz', column: null },
        ],
      },
    ],
  },
);
export type Mapping = Static<typeof mappingSchema>;

/** What somebody may say of a file and of what is to be done with it. */
const importOptionsSchema = Type.Object(
  {
    format: Type.Optional(Type.Enum([...fileFormats])),
    encoding: Type.Optional(Type.Enum([...encodings])),
    delimiter: Type.Optional(
      Type.String({ minLength: 1, maxLength: 1, pattern: '^[^"\\r\\n\\x00A-Za-z0-9\\x80-\\uffff]$' }),
    ),
    date_order: Type.Optional(dateOrder),
    decimal_mark: Type.Optional(decimalMark),
    apostrophes: Type.Optional(
      Type.Enum(['remove', 'keep'], {
        description:
          'Exports put an apostrophe before texts that a spreadsheet would run as a formula; imports take it off. `keep` leaves it.',
      }),
    ),
    key: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 63 }), {
        minItems: 1,
        maxItems: 8,
        uniqueItems: true,
        description: 'The columns that tell one row from another. Default: the key of the dataset, if it has one.',
      }),
    ),
    existing: Type.Optional(
      Type.Enum(['reject', 'update', 'skip'], {
        description:
          'What becomes of a row whose key the dataset has: it is listed as rejected, it changes the row that is there, or it is passed over. Default: update where `key` is given, else reject.',
      }),
    ),
    repeat: Type.Optional(Type.Boolean({ description: 'Takes a file again that was imported before.' })),
    mapping: Type.Optional(mappingSchema),
    saved_mapping: Type.Optional(
      Type.Boolean({ description: 'Uses the mapping that was kept for files with these headings, if there is one.' }),
    ),
  },
  { additionalProperties: false },
);
export type ImportOptions = Static<typeof importOptionsSchema>;

/** Reads options from the JSON of a header or a query. @throws AppError import_options_invalid */
export function readImportOptions(json: string | undefined): ImportOptions {
  if (json === undefined || json === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(json.startsWith('%') ? decodeURIComponent(json) : json);
  } catch (cause) {
    throw dataErrors.import_options_invalid({ place: '/' }, { cause });
  }
  if (Value.Check(importOptionsSchema, value)) return value;
  const [first] = Value.Errors(importOptionsSchema, value);
  throw dataErrors.import_options_invalid({ place: first?.instancePath === '' ? '/' : (first?.instancePath ?? '/') });
}

export function readingOf(options: ImportOptions): ReadingOptions {
  return {
    format: options.format ?? null,
    encoding: options.encoding ?? null,
    delimiter: options.delimiter ?? null,
    dateOrder: options.date_order ?? null,
    decimalMark: options.decimal_mark ?? null,
    keepApostrophes: options.apostrophes === 'keep',
  };
}
