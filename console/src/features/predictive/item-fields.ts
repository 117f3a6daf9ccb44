import type { AnalysisItem } from '../../api/types.ts';

/** A column of a line, where it is a number. */
export function numberIn(item: AnalysisItem, name: string): number | null {
  const value = item[name];
  return typeof value === 'number' ? value : null;
}

/** A column of a line as text; ids may be numbers. */
export function textIn(item: AnalysisItem, name: string): string {
  const value = item[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
