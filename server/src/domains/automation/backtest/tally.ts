import type { ParametersOf } from '../definition/definition.ts';
import type { DryRun, DryStep } from './dry-run.ts';

/** What a back-test answers. */
export interface BacktestResult {
  /** Events and ticks that were looked at. */
  events: number;
  /** How many of them would have started a run. */
  fired: number;
  /** How many more would have, had their key not started one before. */
  repeated: number;
  /** How many events were put together from predictions that are kept: without the fields of records. */
  from_predictions: number;
  /** Whether there were more events than were looked at. */
  is_cut: boolean;
  outcomes: Record<string, number>;
  /** How often it would have fired, day by day (UTC). */
  by_day: { day: string; fired: number }[];
  /** Whom it would have written to, the most often told first. */
  recipients: { recipient: string; channel: string; messages: number }[];
  /** What it would have changed. */
  changes: { table_name: string; operation: string; records: number; columns: string[] }[];
  steps: { step_id: string; step_type: string; done: number; skipped: number; failed: number }[];
  failures: { step_id: string; code: string; message: string; runs: number }[];
  /** The first of each outcome, with what they would have said and changed. */
  examples: Example[];
}

interface Example {
  event_id: string;
  occurred_at: string;
  outcome: string;
  messages: { channel: string; recipients: string[]; subject: string | null; message: string | null }[];
  changes: { table_name: string; operation: string; record_ids: string[]; records: number; updates: unknown }[];
}

const MOST_RECIPIENTS = 100;
const MOST_FAILURES = 50;
const MOST_EXAMPLES = 10;
const MOST_OF_EXAMPLE = 5;
const MOST_CHARACTERS = 500;

/** Adds up what many dry runs would have done. */
export function createTally() {
  const outcomes = new Map<string, number>();
  const days = new Map<string, number>();
  const recipients = new Map<string, { recipient: string; channel: string; messages: number }>();
  const changes: Changes = new Map();
  const steps = new Map<
    string,
    { step_id: string; step_type: string; done: number; skipped: number; failed: number }
  >();
  const failures = new Map<string, { step_id: string; code: string; message: string; runs: number }>();
  const examples: Example[] = [];
  const keys = new Set<string>();
  const throttled = createThrottled();
  let fired = 0;
  let repeated = 0;

  function addStep(step: DryStep, at: Date): void {
    const { stepId: step_id, stepType: step_type, status, failure } = step;
    const known = steps.get(step_id) ?? { step_id, step_type, done: 0, skipped: 0, failed: 0 };
    known[status === 'succeeded' ? 'done' : status] += 1;
    steps.set(step_id, known);
    if (failure) {
      const name = `${step_id} ${failure.code}`;
      const { code, message } = failure;
      const same = failures.get(name) ?? { step_id, code, message, runs: 0 };
      failures.set(name, { ...same, runs: same.runs + 1 });
    }
    if (status !== 'succeeded') return;
    if (step_type === 'notification') addMessages(toMessage(step), at);
    if (step_type === 'data_update') addChange(changes, toChange(step));
  }

  function addMessages({ channel, recipients: told, throttle }: Message, at: Date): void {
    for (const recipient of told) {
      if (throttle && throttled(throttle, recipient, at)) continue;
      const name = `${channel} ${recipient}`;
      const same = recipients.get(name) ?? { recipient, channel, messages: 0 };
      recipients.set(name, { ...same, messages: same.messages + 1 });
    }
  }

  return {
    fired: () => fired,

    /** @param key what may start one run alone @returns whether it starts one */
    begin(key: string | null): boolean {
      if (key === null) return true;
      if (keys.has(key)) repeated += 1;
      return !keys.has(key) && keys.add(key).has(key);
    },

    add({ id, at }: { id: string; at: Date }, run: DryRun): void {
      fired += 1;
      const day = at.toISOString().slice(0, 10);
      const seen = outcomes.get(run.status) ?? 0;
      outcomes.set(run.status, seen + 1);
      days.set(day, (days.get(day) ?? 0) + 1);
      if (seen < MOST_EXAMPLES) examples.push(toExample(id, at, run));
      for (const step of run.steps) addStep(step, at);
    },

    result: (looked: { events: number; isCut: boolean; fromPredictions: number }): BacktestResult => ({
      events: looked.events,
      fired,
      repeated,
      from_predictions: looked.fromPredictions,
      is_cut: looked.isCut,
      outcomes: Object.fromEntries(outcomes),
      by_day: [...days].map(([day, count]) => ({ day, fired: count })).toSorted((a, b) => (a.day < b.day ? -1 : 1)),
      recipients: [...recipients.values()].toSorted((a, b) => b.messages - a.messages).slice(0, MOST_RECIPIENTS),
      changes: [...changes.values()].map((change) => ({ ...change, columns: [...change.columns] })),
      steps: [...steps.values()],
      failures: [...failures.values()].toSorted((a, b) => b.runs - a.runs).slice(0, MOST_FAILURES),
      examples,
    }),
  };
}

type Changes = Map<string, { table_name: string; operation: string; records: number; columns: Set<string> }>;

function addChange(changes: Changes, { table_name, operation, updates, records }: Change): void {
  const name = `${operation} ${table_name}`;
  const same = changes.get(name) ?? { table_name, operation, records: 0, columns: new Set() };
  for (const column of Object.keys(updates)) same.columns.add(column);
  changes.set(name, { ...same, records: same.records + records });
}

type Message = ReturnType<typeof toMessage>;
type Change = ReturnType<typeof toChange>;

function toMessage({ input }: DryStep) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked by the step's schema before it is done
  const notification = input as ParametersOf<'notification'>;
  const { notification_type: channel, recipients, role, subject, message, throttle } = notification;
  const named = [...recipients.map(String), ...(role === undefined ? [] : [`role:${role}`])];
  // Webhooks and Slack without recipients go to every endpoint.
  return { channel, recipients: named.length === 0 ? ['*'] : named, subject, message, throttle };
}

function toChange({ input, output }: DryStep) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked by the step's schema before it is done
  const { table_name, operation, updates } = input as ParametersOf<'data_update'>;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as the step's preview gives it
  const { affected: records, record_ids = [] } = output as { affected: number; record_ids?: string[] };
  return { table_name, operation, updates, records, record_ids };
}

function toExample(id: string, at: Date, { status, steps }: DryRun): Example {
  const done = (type: string) =>
    steps.filter((step) => step.stepType === type && step.status === 'succeeded').slice(0, MOST_OF_EXAMPLE);
  return {
    event_id: id,
    occurred_at: at.toISOString(),
    outcome: status,
    messages: done('notification')
      .map(toMessage)
      .map(({ channel, recipients, subject, message }) => ({
        channel,
        recipients: recipients.slice(0, MOST_OF_EXAMPLE),
        subject: short(subject),
        message: short(message),
      })),
    changes: done('data_update')
      .map(toChange)
      .map((change) => ({ ...change, record_ids: change.record_ids.slice(0, MOST_OF_EXAMPLE) })),
  };
}

const short = (text: string | undefined) => text?.slice(0, MOST_CHARACTERS) ?? null;

/** Whether somebody was told of a key within its time. */
function createThrottled() {
  const until = new Map<string, number>();
  return ({ key, seconds }: { key: string; seconds: number }, recipient: string, at: Date): boolean => {
    const name = `${recipient} ${key}`;
    if ((until.get(name) ?? 0) > at.getTime()) return true;
    until.set(name, at.getTime() + seconds * 1000);
    return false;
  };
}
