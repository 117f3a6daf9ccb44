import { RE2JS } from 're2js';
import { ExpressionFailure, ExpressionFault, excerpt } from './expression-error.ts';
import { limits } from './limits.ts';

/**
 * A regular expression in RE2's syntax, found anywhere in the text. It takes time in proportion to the text, whatever
 * the pattern; size and text are bounded. @throws ExpressionFault
 */
export function compilePattern(source: string, { ignoreCase = false } = {}): (text: string) => boolean {
  if (source.length > limits.patternLength)
    throw new ExpressionFault('pattern_too_long', { limit: limits.patternLength });
  const pattern = readPattern(source, ignoreCase);
  if (pattern.programSize() > limits.patternProgram) {
    throw new ExpressionFault('pattern_too_long', { limit: limits.patternLength });
  }
  return (text) => {
    if (text.length > limits.patternText) {
      throw new ExpressionFailure('pattern_text_too_long', { limit: limits.patternText });
    }
    return pattern.test(text);
  };
}

function readPattern(source: string, ignoreCase: boolean): RE2JS {
  try {
    return RE2JS.compile(source, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  } catch {
    throw new ExpressionFault('pattern_invalid', { pattern: excerpt(source) });
  }
}
