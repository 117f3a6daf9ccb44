import type { ParametersOf } from '../definition/definition.ts';
import type { DryRun, DryStep } from './dry-run.ts';

/** What a back-test answers. */
export interface BacktestResult {
  events: number;
  /** How many of them would have started a run. */
  fired: number;
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
  examples: { event_id: string; occurred_at: string; outcome: string }[];
}

const MOST_RECIPIENTS = 100;
const MOST_FAILURES = 50;
const MOST_EXAMPLES = 20;

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
  const examples: BacktestResult['examples'] = [];
  let fired = 0;

  function addStep(step: DryStep): void {
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
    if (step_type === 'notification') addMessages(step);
    if (step_type === 'data_update') addChange(changes, step);
  }

  function addMessages({ input }: DryStep): void {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked by the step's schema before it is done
    const { notification_type: channel, recipients: named, role } = input as ParametersOf<'notification'>;
    const told = [...named.map(String), ...(role === undefined ? [] : [`role:${role}`])];
    for (const recipient of told) {
      const name = `${channel} ${recipient}`;
      const same = recipients.get(name) ?? { recipient, channel, messages: 0 };
      recipients.set(name, { ...same, messages: same.messages + 1 });
    }
  }

  return {
    fired: () => fired,

    add(event: { id: string; occurredAt: Date }, run: DryRun): void {
      fired += 1;
      const occurred_at = event.occurredAt.toISOString();
      const day = occurred_at.slice(0, 10);
      outcomes.set(run.status, (outcomes.get(run.status) ?? 0) + 1);
      days.set(day, (days.get(day) ?? 0) + 1);
      if (examples.length < MOST_EXAMPLES) examples.push({ event_id: event.id, occurred_at, outcome: run.status });
      for (const step of run.steps) addStep(step);
    },

    result: (events: number, isCut: boolean): BacktestResult => ({
      events,
      fired,
      is_cut: isCut,
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

function addChange(changes: Changes, { input, output }: DryStep): void {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked by the step's schema before it is done
  const { table_name, operation, updates } = input as ParametersOf<'data_update'>;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as the step's preview gives it
  const { affected } = output as { affected: number };
  const name = `${operation} ${table_name}`;
  const same = changes.get(name) ?? { table_name, operation, records: 0, columns: new Set() };
  for (const column of Object.keys(updates)) same.columns.add(column);
  changes.set(name, { ...same, records: same.records + affected });
}
