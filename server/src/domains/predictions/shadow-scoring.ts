import { NumericError, scoreRow } from '../../numeric/index.ts';
import { isAppError } from '../../platform/errors.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Logger } from '../../platform/log.ts';
import { type DeployedModel, isImported } from '../models/index.ts';
import { toOutput } from './answer.ts';
import type { Scoring } from './scoring/scoring.ts';
import { insertShadows, type ShadowLoss, type ShadowRow } from './shadow.repository.ts';

export interface ShadowScoring {
  /** Scores the input of a prediction that was answered by another version. Returns at once and never throws. */
  add(organizationId: number, shadow: DeployedModel, prediction: Answered): void;
  /** Scores and writes down what waits. */
  close(): Promise<void>;
}

interface Answered {
  prediction_id: string;
  input_data: Record<string, unknown>;
}

interface Waiting {
  shadow: DeployedModel;
  prediction: Answered;
}

export interface ShadowScoringOptions {
  database: Database;
  log: Pick<Logger, 'warn'>;
  /** What arrives beyond these is not scored, and counted. */
  mostWaiting?: number;
  /** Scores what is not scored here: versions that were made elsewhere. */
  scoring?: Pick<Scoring, 'answer'>;
}

const MOST_WAITING = 2000;
/** Texts may be long. */
const MOST_CHARACTERS_WAITING = 10_000_000;
const MOST_ROWS_A_WRITE = 64;
/** Rows scored before requests get their turn. */
const ROWS_A_TURN = 8;

/**
 * Lets a second version score what another has answered, behind the answers' back: one after the other, a few rows at a
 * time, and never more in waiting than so many. What is lost is counted beside what was scored.
 */
export function createShadowScoring({
  database,
  log,
  mostWaiting = MOST_WAITING,
  scoring,
}: ShadowScoringOptions): ShadowScoring {
  const queues = new Map<number, Waiting[]>();
  const losses = createLosses();
  let waiting = 0;
  let characters = 0;
  let working: Promise<void> | null = null;

  async function work(): Promise<void> {
    for (let goesOn = true; goesOn;) {
      await turn();
      const organizationId = [...queues.keys(), ...losses.organizations()][0];
      if (organizationId === undefined) break;
      const queue = queues.get(organizationId) ?? [];
      const group = queue.splice(0, MOST_ROWS_A_WRITE);
      // To the end of the line: no organization keeps the others waiting.
      queues.delete(organizationId);
      if (queue.length > 0) queues.set(organizationId, queue);
      goesOn = await write(organizationId, group);
      waiting -= group.length;
      for (const { prediction } of group) characters -= charactersOf(prediction);
    }
    working = null;
  }

  /** @returns whether the database takes anything; if not, what waits does so until the next prediction. */
  async function write(organizationId: number, group: readonly Waiting[]): Promise<boolean> {
    const rows: ShadowRow[] = [];
    for (const [index, { shadow, prediction }] of group.entries()) {
      if (index % ROWS_A_TURN === 0) await turn();
      const row = await score({ log, scoring }, organizationId, shadow, prediction);
      if (row) rows.push(row);
      else losses.count(organizationId, shadow, { refused: 1 });
    }
    const lost = losses.take(organizationId);
    try {
      await insertShadows(database.tenant(organizationId), organizationId, rows, lost);
      return true;
    } catch (error) {
      log.warn({ err: error, organizationId, rows: rows.length }, 'shadow predictions were lost');
      for (const { modelId, version, ...counts } of lost) losses.count(organizationId, { modelId, version }, counts);
      for (const { model_id: modelId, model_version: version } of rows) {
        losses.count(organizationId, { modelId, version }, { dropped: 1 });
      }
      return false;
    }
  }

  return {
    add(organizationId, shadow, answered) {
      const prediction = onlyFeatures(answered, shadow);
      const more = charactersOf(prediction);
      if (waiting >= mostWaiting || characters + more > MOST_CHARACTERS_WAITING) {
        losses.count(organizationId, shadow, { dropped: 1 });
      } else {
        waiting += 1;
        characters += more;
        const queue = queues.get(organizationId);
        if (queue) queue.push({ shadow, prediction });
        else queues.set(organizationId, [{ shadow, prediction }]);
      }
      working ??= work();
    },
    async close() {
      await working;
      if (waiting > 0) await work();
    },
  };
}

interface Means {
  log: ShadowScoringOptions['log'];
  scoring: ShadowScoringOptions['scoring'] | undefined;
}

/** Null where the version cannot read an input that the other could. */
async function score(
  { log, scoring }: Means,
  organizationId: number,
  model: DeployedModel,
  { prediction_id, input_data: input }: Answered,
): Promise<ShadowRow | null> {
  const { modelId, version, pipeline } = model;
  try {
    const output = isImported(pipeline)
      ? (await scoring?.answer(organizationId, model, input))?.prediction_output
      : toOutput(scoreRow(pipeline, input));
    return output ? { prediction_id, model_id: modelId, model_version: version, prediction_output: output } : null;
  } catch (error) {
    const isRefusal = error instanceof NumericError || isAppError(error);
    if (!isRefusal) log.warn({ err: error, modelId, version }, 'shadow scoring failed');
    return null;
  }
}

const single = (value: unknown): unknown => (typeof value === 'object' && value !== null ? [] : value);

/** Whatever else a record holds need not be kept in memory; what is no single value is refused whatever it holds. */
function onlyFeatures({ prediction_id, input_data: input }: Answered, { labels }: DeployedModel): Answered {
  const known = [...labels.keys()].filter((name) => Object.hasOwn(input, name));
  return { prediction_id, input_data: Object.fromEntries(known.map((name) => [name, single(input[name])])) };
}

const charactersOf = ({ input_data: input }: Answered): number =>
  Object.values(input).reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 0), 0);

const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** What was not scored, by organization and version, until it is written down. */
function createLosses() {
  const lost = new Map<number, Map<string, ShadowLoss>>();
  return {
    count(
      organizationId: number,
      { modelId, version }: Pick<DeployedModel, 'modelId' | 'version'>,
      { dropped = 0, refused = 0 },
    ): void {
      const versions = lost.get(organizationId) ?? new Map<string, ShadowLoss>();
      lost.set(organizationId, versions);
      const key = `${modelId}/${version}`;
      const before = versions.get(key) ?? { dropped: 0, refused: 0 };
      const counts = { dropped: before.dropped + dropped, refused: before.refused + refused };
      versions.set(key, { modelId, version, ...counts });
    },
    organizations: () => [...lost.keys()],
    take(organizationId: number): ShadowLoss[] {
      const versions = lost.get(organizationId);
      lost.delete(organizationId);
      return [...(versions?.values() ?? [])];
    },
  };
}
