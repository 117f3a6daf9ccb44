/** What came of one attempt to reach somebody. */
export type Attempted =
  | { outcome: 'sent' | 'not_sent'; statusCode: number | null; answer: string; providerId: string | null }
  | {
      outcome: 'failed';
      statusCode: number | null;
      answer: string;
      /** No further attempt can come to anything. */
      isFinal: boolean;
      /** What the other side has asked for. */
      retryAfterSeconds: number | null;
    }
  | { outcome: 'cancelled'; statusCode: null; answer: string };
