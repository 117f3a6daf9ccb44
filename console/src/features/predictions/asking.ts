import type { Question } from './predict.ts';

/** What a form needs to ask. */
export interface Asking {
  /** What the form begins with, where it does not begin anew. */
  record: Readonly<Record<string, unknown>> | undefined;
  mayPredict: boolean;
  predict: { mutate(question: Question): void; isPending: boolean; error: Error | null };
}
