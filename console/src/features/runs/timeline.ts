import type { PlannedStep, StandingStep, StepAttempt } from '../../api/types.ts';

export interface Bar {
  /** Milliseconds since 1970. */
  from: number;
  to: number;
  /** pause: between two attempts; within: a step that others stand in. */
  kind: 'work' | 'failed' | 'wait' | 'pause' | 'within';
}

export type RowState = 'succeeded' | 'failed' | 'skipped' | 'working' | 'waiting' | 'ahead';

export interface TimelineRow {
  /** The instance of the step; of a branch or a turn, what stands in for one. */
  key: string;
  name: string;
  /** The type of the step, or branch, or turn. */
  type: string;
  depth: number;
  state: RowState;
  attempts: readonly StepAttempt[];
  standing: StandingStep | null;
  bars: readonly Bar[];
  /** Whether the run would have ended sooner without it. */
  isCritical: boolean;
}

export interface TimelineSource {
  plan: readonly PlannedStep[];
  attempts: readonly StepAttempt[];
  underWay: readonly StandingStep[];
  nowMs: number;
  isOver: boolean;
}

const waits = new Set(['delay', 'approval_request']);
const holders = new Set(['parallel', 'loop']);
/** Turns of one loop that are shown: those that failed or stand, and the first ones. */
const mostTurns = 30;

/** Rows in the order of the plan, what stands within a step below it. */
export function timelineOf(source: TimelineSource): TimelineRow[] {
  const parts: Parts = {
    ...source,
    children: groupBy(source.plan, ({ parent_id: parent }) => parent ?? ''),
    byKey: groupBy(source.attempts, ({ key }) => key),
    standing: new Map(source.underWay.map((step) => [step.key, step])),
    turns: turnsOf([...source.attempts, ...source.underWay].map(({ key }) => key)),
  };
  const rows = rowsWithin(parts, '', '', 0);
  const known = new Set(rows.map(({ key }) => key));
  const others = [...parts.byKey.keys()].filter((key) => !known.has(key) && !isBeyondTurns(key, parts));
  return markCritical([...rows, ...others.map((key) => strangerOf(parts, key))]);
}

interface Parts extends TimelineSource {
  children: ReadonlyMap<string, readonly PlannedStep[]>;
  byKey: ReadonlyMap<string, readonly StepAttempt[]>;
  standing: ReadonlyMap<string, StandingStep>;
  turns: ReadonlyMap<string, readonly number[]>;
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** Which turns each loop has begun, by the key of the loop. */
function turnsOf(keys: readonly string[]): Map<string, readonly number[]> {
  const found = new Map<string, Set<number>>();
  for (const key of keys) {
    for (const { index, 1: turn } of key.matchAll(/\[(\d+)\]/g)) {
      const loop = key.slice(0, index);
      found.set(loop, (found.get(loop) ?? new Set()).add(Number(turn)));
    }
  }
  return new Map([...found].map(([loop, turns]) => [loop, [...turns].toSorted((a, b) => a - b)]));
}

function rowsWithin(parts: Parts, parent: string, prefix: string, depth: number): TimelineRow[] {
  return (parts.children.get(parent) ?? []).flatMap((step) => rowsOf(parts, step, prefix, depth));
}

function rowsOf(parts: Parts, step: PlannedStep, prefix: string, depth: number): TimelineRow[] {
  const key = prefix + step.id;
  if (step.type === 'branch') {
    const inner = rowsWithin(parts, step.id, prefix, depth + 1);
    return [holderOf({ key, name: step.name ?? step.id, type: 'branch', depth }, inner), ...inner];
  }
  const row = stepRow(parts, { key, name: step.name ?? step.id, type: step.type, depth });
  if (step.type !== 'loop') return [row, ...rowsWithin(parts, step.id, prefix, depth + 1)];
  return [row, ...shownTurns(parts, key).flatMap((turn) => turnRows(parts, step, `${key}[${turn}]`, depth + 1))];
}

function turnRows(parts: Parts, loop: PlannedStep, turnKey: string, depth: number): TimelineRow[] {
  const inner = rowsWithin(parts, loop.id, `${turnKey}.`, depth + 1);
  const number = String(Number(/\[(\d+)\]$/.exec(turnKey)?.[1]) + 1);
  return [holderOf({ key: turnKey, name: number, type: 'turn', depth }, inner), ...inner];
}

function shownTurns({ turns, byKey, standing }: Parts, loop: string): readonly number[] {
  const all = turns.get(loop) ?? [];
  if (all.length <= mostTurns) return all;
  const isTelling = (key: string, turn: number): boolean => key.startsWith(`${loop}[${turn}].`);
  const failed = [...byKey].filter(([, attempts]) => attempts.at(-1)?.status === 'failed').map(([key]) => key);
  const telling = [...failed, ...standing.keys()];
  const first = all.filter((turn) => telling.some((key) => isTelling(key, turn))).slice(0, mostTurns);
  return [...new Set([...first, ...all.slice(0, mostTurns - first.length)])].toSorted((a, b) => a - b);
}

/** How many turns of a loop are not shown. */
export function hiddenTurns(attempts: readonly StepAttempt[], loop: string): number {
  const count = turnsOf(attempts.map(({ key }) => key)).get(loop)?.length ?? 0;
  return Math.max(0, count - mostTurns);
}

const isBeyondTurns = (key: string, { turns }: Parts): boolean =>
  [...turns].some(([loop, all]) => all.length > mostTurns && key.startsWith(`${loop}[`));

type Head = Pick<TimelineRow, 'key' | 'name' | 'type' | 'depth'>;

function stepRow({ byKey, standing, nowMs, isOver }: Parts, head: Head): TimelineRow {
  const attempts = byKey.get(head.key) ?? [];
  const stands = standing.get(head.key) ?? null;
  const bars = attempts.flatMap((attempt, place) => barsOf(attempt, attempts[place - 1]));
  if (stands !== null && !isOver) bars.push(...standingBars(stands, attempts.at(-1), nowMs));
  return { ...head, attempts, standing: stands, bars, state: stateOf(attempts, stands), isCritical: false };
}

function strangerOf(parts: Parts, key: string): TimelineRow {
  const [first] = parts.byKey.get(key) ?? [];
  return stepRow(parts, { key, name: first?.step_id ?? key, type: first?.step_type ?? 'script', depth: 0 });
}

function stateOf(attempts: readonly StepAttempt[], standing: StandingStep | null): RowState {
  if (standing !== null) return standing.waits_for === 'work' && standing.until === null ? 'working' : 'waiting';
  const last = attempts.at(-1)?.status;
  return last === undefined ? 'ahead' : last === 'running' ? 'working' : last;
}

function barsOf(attempt: StepAttempt, before: StepAttempt | undefined): Bar[] {
  const from = Date.parse(attempt.started_at);
  const to = Date.parse(attempt.finished_at);
  const pause = before?.status === 'failed' ? Date.parse(before.finished_at) : from;
  const kind = kindOf(attempt);
  if (attempt.status === 'skipped') return [];
  return [...(pause < from ? [{ from: pause, to: from, kind: 'pause' as const }] : []), { from, to, kind }];
}

function kindOf({ step_type: type, status }: StepAttempt): Bar['kind'] {
  if (holders.has(type)) return 'within';
  if (waits.has(type)) return 'wait';
  return status === 'failed' ? 'failed' : 'work';
}

function standingBars(
  { since, until, waits_for: cause }: StandingStep,
  last: StepAttempt | undefined,
  now: number,
): Bar[] {
  const from = Math.max(Date.parse(since), last === undefined ? 0 : Date.parse(last.finished_at));
  const to = Math.max(from, now);
  if (cause === 'others') return [{ from, to, kind: 'within' }];
  if (cause !== 'work') return [{ from, to, kind: 'wait' }];
  if (until === null) return [{ from, to, kind: 'work' }];
  const begins = Date.parse(until);
  if (begins >= to) return [{ from, to, kind: 'pause' }];
  return [
    { from, to: begins, kind: 'pause' },
    { from: begins, to, kind: 'work' },
  ];
}

/** A branch or a turn: from the first of what stands within it to the last. */
function holderOf(head: Head, inner: readonly TimelineRow[]): TimelineRow {
  const bars = inner.flatMap((row) => row.bars);
  const states = new Set(inner.map(({ state }) => state));
  const state =
    (['failed', 'working', 'waiting', 'succeeded', 'skipped'] as const).find((each) => states.has(each)) ?? 'ahead';
  const span = spanOf(bars);
  return {
    ...head,
    state,
    attempts: [],
    standing: null,
    bars: span === null ? [] : [{ ...span, kind: 'within' }],
    isCritical: false,
  };
}

export function spanOf(bars: readonly Bar[]): { from: number; to: number } | null {
  if (bars.length === 0) return null;
  return {
    from: bars.reduce((least, { from }) => Math.min(least, from), Number.POSITIVE_INFINITY),
    to: bars.reduce((most, { to }) => Math.max(most, to), Number.NEGATIVE_INFINITY),
  };
}

/** Goes back from the end: what ended last, then what ended last before that began, and so on. */
function markCritical(rows: TimelineRow[]): TimelineRow[] {
  const steps = rows.flatMap((row) => {
    const span = spanOf(row.bars);
    return span === null || row.bars[0]?.kind === 'within' ? [] : [{ key: row.key, ...span }];
  });
  const latestFirst = steps.toSorted((a, b) => b.to - a.to || b.from - a.from);
  const critical = new Set<string>();
  let begins = Number.POSITIVE_INFINITY;
  for (const { key, from, to } of latestFirst) {
    if (to > begins) continue;
    critical.add(key);
    begins = from;
  }
  return rows.map((row) => (critical.has(row.key) ? { ...row, isCritical: true } : row));
}

export interface Shares {
  /** Milliseconds in which something was being done; the rest was waiting. */
  work: number;
  wait: number;
  total: number;
  /** What took longest of what held up the end. */
  longest: { name: string; ms: number } | null;
}

export function sharesOf(rows: readonly TimelineRow[], from: number, to: number): Shares {
  const total = Math.max(0, to - from);
  const busy = unionOf(rows.flatMap(({ bars }) => bars.filter(({ kind }) => kind === 'work' || kind === 'failed')));
  const work = Math.min(
    total,
    busy.reduce((sum, span) => sum + span.to - span.from, 0),
  );
  const critical = rows.flatMap(({ isCritical, name, bars }) => {
    const span = isCritical ? spanOf(bars) : null;
    return span === null ? [] : [{ name, ms: span.to - span.from }];
  });
  const [longest = null] = critical.toSorted((a, b) => b.ms - a.ms);
  return { work, wait: total - work, total, longest };
}

/** Spans that do not overlap, in their order. */
export function unionOf(spans: readonly { from: number; to: number }[]): { from: number; to: number }[] {
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}
