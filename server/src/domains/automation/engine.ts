import type { Db } from '../../platform/db/database.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Definition, StepType } from './definition/definition.ts';
import { advance, beginRun } from './interpreter/advance.ts';
import { rewind } from './interpreter/rewind.ts';
import type { RunState } from './interpreter/state.ts';
import { createRunEngine } from './runs/run-engine.ts';
import type { RunHooks } from './runs/run-hooks.ts';
import type { Interpreter, RunState as HeldState } from './runs/run.ts';
import type { StepHandler } from './steps/step-handler.ts';
import { getDefinition } from './triggers/definitions.ts';

type EngineDeps = Pick<
  Platform,
  'database' | 'bus' | 'outbox' | 'streams' | 'log' | 'messages' | 'newId' | 'nodeId' | 'accounts'
>;

interface Parts extends RunHooks {
  handlers: ReadonlyMap<StepType, StepHandler>;
}

/** The engine with the interpreter that it runs by. */
export function createEngine({ accounts, ...deps }: EngineDeps, { handlers, ...hooks }: Parts) {
  return createRunEngine({
    ...deps,
    jobsConnection: accounts.jobs,
    interpreter,
    handlers,
    loadDefinition: (db: Db, organizationId: number, versionId: number) => getDefinition(db, organizationId, versionId),
    hooks,
    now: Date.now,
    chance: Math.random,
  });
}

const interpreter: Interpreter = {
  begin: beginRun,
  advance: (definition: Definition, state, event) => advance(definition, own(state), event),
  rewind(definition, state, where) {
    const rewound = rewind(definition, own(state), where);
    return 'state' in rewound ? rewound.state : null;
  },
};

/** The engine keeps states and never looks inside. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made by the interpreter itself
const own = (state: HeldState): RunState => state as RunState;
