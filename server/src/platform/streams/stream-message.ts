import type { ErrorParams } from '../errors.ts';

/** A text by its key in the catalogues: put into words for each reader when it is sent to them. */
export interface StreamText {
  key: string;
  params?: ErrorParams;
}

export interface NewStreamMessage {
  /** Null: every member of the organization. */
  userId: number | null;
  /** What a reader must be allowed; without it, membership is enough. */
  permission?: string;
  type: string;
  /** The message's further members, as they are sent. */
  fields: Record<string, unknown>;
  /** Members that are texts. */
  texts?: Record<string, StreamText>;
  /** A later message with the same key takes the place of this one for those who were away. */
  replaces?: string;
}

export interface StreamMessage {
  id: string;
  sequence: number;
  userId: number | null;
  permission: string | null;
  type: string;
  fields: Record<string, unknown>;
  texts: Record<string, StreamText>;
  createdAt: Date;
}

/** Where the numbers stand. What is numbered up to `trimmedThrough` may be gone. */
export interface StreamHead {
  lastSequence: number;
  trimmedThrough: number;
}

export interface StreamRange {
  after: number;
  through: number;
  limit: number;
}
