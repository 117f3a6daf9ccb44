import type { Actor } from '../../../platform/audit/audit.ts';

/** Acts by itself, because a person has told it to. */
export const POLICY: Actor = { kind: 'system', id: null };
