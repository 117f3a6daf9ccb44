/** Why the server ends a socket (RFC 6455; 4000 and up are our own). docs/STREAMS.md says what a client does about each. */
export const closeCodes = {
  goingAway: 1001,
  unsupportedData: 1003,
  invalidData: 1007,
  tooManyMessages: 1008,
  /** The session, the key or the membership is over. */
  accessEnded: 4401,
  /** Who the client is must be shown again. */
  authenticateAgain: 4408,
  tooSlow: 4429,
} as const;
