import { intAt } from '../element.ts';
import type { CategoryEncoder } from './category-encoder.ts';
import type { Encoder, Preprocessor } from './preprocessor.ts';
import { isoTime } from './reading.ts';

/** What a form or an API client must know to fill in one feature. */
export interface FeatureDescription {
  readonly name: string;
  /** `category`: one of `categories` (others are taken, with a warning); `text`: prose. */
  readonly type: 'number' | 'boolean' | 'time' | 'category' | 'text';
  /** Category only, most frequent first. */
  readonly categories?: readonly string[];
  /** Number and time: the training range; a time as ISO 8601 text. */
  readonly min?: number | string;
  readonly max?: number | string;
  /** Number only: all training values were whole. */
  readonly integer?: boolean;
  /** A typical value that occurred: median, most frequent, or for prose the first; a time as ISO 8601 text. */
  readonly example: string | number | boolean;
}

function byFrequency({ levels, counts }: CategoryEncoder): readonly string[] {
  const counted = levels.map((name, i) => ({ name, count: intAt(counts, i) }));
  return counted.toSorted((a, b) => b.count - a.count).map(({ name }) => name);
}

function describe(encoder: Encoder): FeatureDescription | null {
  const name = encoder.column;
  switch (encoder.kind) {
    case 'number': {
      const { min, max, integer, median: example } = encoder;
      return { name, type: 'number', min, max, integer, example };
    }
    case 'boolean':
      return { name, type: 'boolean', example: encoder.trueShare >= 0.5 };
    case 'time': {
      const { min, max, median } = encoder;
      return { name, type: 'time', min: isoTime(min), max: isoTime(max), example: isoTime(median) };
    }
    case 'category': {
      const categories = byFrequency(encoder);
      return { name, type: 'category', categories, example: categories.reduce((first) => first) };
    }
    case 'text':
    case 'words':
      return { name, type: 'text', example: encoder.example };
    case 'excluded':
      break;
  }
  return null;
}

/** Describes the features that a model uses, in their order; excluded columns are left out. */
export function featureSchema(preprocessor: Preprocessor): readonly FeatureDescription[] {
  return preprocessor.encoders.map(describe).filter((feature) => feature !== null);
}
