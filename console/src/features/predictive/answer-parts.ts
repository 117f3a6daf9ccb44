import type { Analysis } from '../../api/types.ts';

/** What the parts of each answer are given. */
export interface AnswerParts<Result> {
  analysis: Analysis;
  result: Result;
  organization: string;
}
