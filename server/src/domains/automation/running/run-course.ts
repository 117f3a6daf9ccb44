import type { Db } from '../../../platform/db/database.ts';
import type { Definition, Step } from '../definition/definition.ts';
import { standingOf } from '../interpreter/standing.ts';
import type { RunState } from '../interpreter/state.ts';
import { findStanding } from '../runs/runs.repository.ts';
import { findVersionById } from '../workflows/versions.repository.ts';

/** A step, or a branch of a parallel one, as its version has it. */
export interface PlannedStep {
  id: string;
  name: string | null;
  type: string;
  parent_id: string | null;
  /** Of steps that only one answer of a condition leads to. */
  arm: 'then' | 'else' | null;
}

const MOST_STANDING = 200;

/** What a run does all in all, and where it stands. */
export async function findCourse(db: Db, organizationId: number, run: { id: string; version_id: number }) {
  const version = await findVersionById(db, organizationId, run.version_id);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as the reader of definitions gave it
  const definition = version?.definition as Definition | undefined;
  const standing = await findStanding(db, organizationId, run.id);
  return {
    plan: definition === undefined ? [] : planOf(definition.workflow_steps, null, null),
    under_way: standing === null ? [] : underWay(standing),
  };
}

function planOf(steps: readonly Step[], parent_id: string | null, arm: PlannedStep['arm']): PlannedStep[] {
  return steps.flatMap((step) => [
    { id: step.id, name: step.name, type: step.type, parent_id, arm },
    ...nestedOf(step),
  ]);
}

function nestedOf(step: Step): PlannedStep[] {
  if (step.type === 'condition_check')
    return [...planOf(step.then, step.id, 'then'), ...planOf(step.else, step.id, 'else')];
  if (step.type === 'loop') return planOf(step.steps, step.id, null);
  if (step.type !== 'parallel') return [];
  return step.branches.flatMap(({ id, name, steps }) => [
    { id, name, type: 'branch', parent_id: step.id, arm: null },
    ...planOf(steps, id, null),
  ]);
}

function underWay({ state, open }: NonNullable<Awaited<ReturnType<typeof findStanding>>>) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made by the interpreter itself
  const standing = standingOf(state as RunState);
  return standing.slice(0, MOST_STANDING).map(({ key, stepId, waitsFor, attempt, since, until }) => {
    const notBefore = open[key]?.notBefore ?? 0;
    const isLater = waitsFor === 'work' && notBefore > since;
    return {
      key,
      step_id: stepId,
      waits_for: waitsFor,
      attempt,
      since: new Date(since).toISOString(),
      until: dateOf(isLater ? notBefore : until),
    };
  });
}

const dateOf = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
