/** An event that once happened. */
export interface PastEvent {
  id: string;
  type: string;
  occurredAt: Date;
  data: Record<string, unknown>;
}

/** Business events that are kept, the latest so many of a range. Handed in: they are another domain's. */
export type PastEvents = (
  organizationId: number,
  range: { types: readonly string[]; from: Date; to: Date; limit: number },
) => Promise<PastEvent[]>;
