import type { Attempt, AttemptOutcome } from './attempt.ts';
import type { EventName, Happening, HeldRun, OpenStep, OrganizationFacts } from './run.ts';

export type EndedOutcome = Exclude<AttemptOutcome, { kind: 'interrupted' }>;

/** How an attempt ended. */
export interface AttemptItem {
  kind: 'attempt';
  key: string;
  step: OpenStep;
  attempt: Attempt;
  outcome: EndedOutcome;
}

/** Something that a run has yet to take in; without a happening, only to see what there is to do. */
export type Item =
  | AttemptItem
  | { kind: 'happening'; happening: Happening | null; from: EventName | null; notBefore: number };

/** A run in this node's hands. */
export interface Held {
  run: HeldRun;
  readonly facts: OrganizationFacts;
  readonly inbox: Item[];
  /** Rows that lie in the inbox. */
  readonly seen: Set<string>;
  /** By key; one stays until its outcome is taken in. */
  readonly attempts: Map<string, Attempt>;
  turn: Promise<void> | null;
}

export const nameOf = ({ kind, key }: EventName): string => `${kind} ${key}`;

/** Which runs this node has in hand. */
export type HeldList = ReturnType<typeof createHeldList>;

export function createHeldList(onGone: (run: HeldRun) => void) {
  const held = new Map<string, Held>();
  const ofOrganization = new Map<number, number>();
  const countOf = (organizationId: number): number => ofOrganization.get(organizationId) ?? 0;
  const has = (each: Held): boolean => held.get(each.run.id) === each;

  function remove(each: Held): void {
    for (const attempt of each.attempts.values()) attempt.stop('abandoned');
    each.attempts.clear();
    if (!has(each)) return;
    const { id, organizationId } = each.run;
    held.delete(id);
    const left = countOf(organizationId) - 1;
    if (left > 0) ofOrganization.set(organizationId, left);
    else ofOrganization.delete(organizationId);
    onGone(each.run);
  }

  return {
    has,
    remove,
    countOf,
    find: (id: string): Held | undefined => held.get(id),
    size: () => held.size,
    all: (): Held[] => [...held.values()],
    add(run: HeldRun, facts: OrganizationFacts): Held {
      const before = held.get(run.id);
      if (before) remove(before);
      const each: Held = { run, facts, inbox: [], seen: new Set(), attempts: new Map(), turn: null };
      held.set(run.id, each);
      ofOrganization.set(run.organizationId, countOf(run.organizationId) + 1);
      return each;
    },
  };
}
