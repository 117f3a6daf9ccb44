import type { Fields } from '../artifact/fields.ts';
import { NumericError } from '../numeric-error.ts';
import type { WordEncoder } from '../text/word-encoder.ts';
import type { CategoryEncoder } from './category-encoder.ts';
import { type Encoder, encoderWidth, type Preprocessor } from './preprocessor.ts';
import type { ProseEncoder } from './prose-encoder.ts';
import type { TimeEncoder } from './time-encoder.ts';
import type { BooleanEncoder, NumberEncoder } from './value-encoders.ts';

const SOURCES = ['number', 'boolean', 'time', 'category', 'text'] as const;
const CODED_SOURCES = ['category', 'text'] as const;

function readNumberEncoder(fields: Fields): NumberEncoder {
  return {
    kind: 'number',
    column: fields.text('column'),
    median: fields.number('median'),
    mean: fields.number('mean'),
    scale: fields.number('scale'),
    min: fields.number('min'),
    max: fields.number('max'),
    integer: fields.flag('integer'),
    missingShare: fields.number('missingShare'),
  };
}

function readBooleanEncoder(fields: Fields): BooleanEncoder {
  return {
    kind: 'boolean',
    column: fields.text('column'),
    trueShare: fields.number('trueShare'),
    missingShare: fields.number('missingShare'),
  };
}

function readTimeEncoder(fields: Fields): TimeEncoder {
  return {
    kind: 'time',
    column: fields.text('column'),
    min: fields.number('min'),
    max: fields.number('max'),
    median: fields.number('median'),
    mean: fields.number('mean'),
    scale: fields.number('scale'),
    cycles: fields.numbers('cycles'),
    harmonicMeans: fields.floats('harmonicMeans'),
    missingShare: fields.number('missingShare'),
  };
}

function readCategoryEncoder(fields: Fields): CategoryEncoder {
  const levels = fields.texts('levels');
  return {
    kind: 'category',
    column: fields.text('column'),
    source: fields.oneOf('source', CODED_SOURCES),
    levels,
    furtherLevels: fields.has('furtherLevels') ? fields.texts('furtherLevels') : [],
    counts: fields.integers('counts', levels.length),
    shares: fields.floats('shares', levels.length),
    rareShare: fields.number('rareShare'),
    rareHashes: fields.integers('rareHashes'),
    missingShare: fields.number('missingShare'),
  };
}

function readProseEncoder(fields: Fields): ProseEncoder {
  const means = fields.floats('means');
  return {
    kind: 'text',
    column: fields.text('column'),
    source: fields.oneOf('source', CODED_SOURCES),
    hashSeed: fields.number('hashSeed'),
    means,
    scales: fields.floats('scales', means.length),
    missingShare: fields.number('missingShare'),
    example: fields.text('example'),
  };
}

function readWordEncoder(fields: Fields): WordEncoder {
  const terms = fields.integers('terms');
  const means = fields.floats('means');
  if (means.length === 0) throw new NumericError('artifact_corrupted', { where: 'words.means' });
  return {
    kind: 'words',
    column: fields.text('column'),
    source: fields.oneOf('source', CODED_SOURCES),
    terms,
    rarities: fields.floats('rarities', terms.length),
    weights: fields.floats('weights', terms.length * means.length),
    means,
    scales: fields.floats('scales', means.length),
    missingShare: fields.number('missingShare'),
    example: fields.text('example'),
  };
}

function readExcludedColumn(fields: Fields): Encoder {
  return {
    kind: 'excluded',
    column: fields.text('column'),
    source: fields.oneOf('source', SOURCES),
    reason: fields.oneOf('reason', ['constant', 'empty', 'identifier']),
  };
}

const READERS: Readonly<Record<Encoder['kind'], (fields: Fields) => Encoder>> = {
  number: readNumberEncoder,
  boolean: readBooleanEncoder,
  time: readTimeEncoder,
  category: readCategoryEncoder,
  text: readProseEncoder,
  words: readWordEncoder,
  excluded: readExcludedColumn,
};

const KINDS = ['number', 'boolean', 'time', 'category', 'text', 'words', 'excluded'] as const;

/**
 * Reads a preprocessor back from an artifact, with the same keys in the same order as it was fitted with.
 *
 * @throws NumericError artifact_corrupted
 */
export function readPreprocessor(fields: Fields): Preprocessor {
  const encoders = fields.objects('encoders').map((each) => READERS[each.oneOf('kind', KINDS)](each));
  const width = encoders.reduce((sum, encoder) => sum + encoderWidth(encoder), 0);
  if (width !== fields.number('width')) throw new NumericError('artifact_corrupted', { where: 'preprocessor.width' });
  return { encoders, width };
}
