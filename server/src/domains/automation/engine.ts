import type { Db } from '../../platform/db/database.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Definition } from './definition/definition.ts';
import { advance, beginRun, triggerOf } from './interpreter/advance.ts';
import { rewind } from './interpreter/rewind.ts';
import type { RunState } from './interpreter/state.ts';
import { createRunEngine } from './runs/run-engine.ts';
import type { RunEngineDeps } from './runs/run-engine-deps.ts';
import type { RunHooks } from './runs/run-hooks.ts';
import type { Interpreter, RunState as HeldState } from './runs/run.ts';
import { getDefinition } from './triggers/definitions.ts';

type EngineDeps = Pick<
  Platform,
  'database' | 'bus' | 'outbox' | 'streams' | 'log' | 'messages' | 'newId' | 'nodeId' | 'accounts'
>;

interface Parts extends RunHooks, Pick<RunEngineDeps, 'handlers' | 'startsPerMinute'> {}

/** The engine with the interpreter that it runs by. */
export function createEngine({ accounts, ...deps }: EngineDeps, { handlers, startsPerMinute, ...hooks }: Parts) {
  return createRunEngine({
    ...deps,
    jobsConnection: accounts.jobs,
    interpreter,
    handlers,
    ...(startsPerMinute ? { startsPerMinute } : {}),
    loadDefinition: (db: Db, organizationId: number, versionId: number) => getDefinition(db, organizationId, versionId),
    hooks,
    now: Date.now,
    chance: Math.random,
  });
}

const interpreter: Interpreter = {
  begin: beginRun,
  advance: (definition: Definition, state, event) => advance(definition, own(state), event),
  rewind(definition, state, where, input) {
    const rewound = rewind(definition, own(state), where);
    if (!('state' in rewound)) return null;
    return input === undefined ? rewound.state : { ...rewound.state, trigger: triggerOf(input) };
  },
};

/** The engine keeps states and never looks inside. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made by the interpreter itself
const own = (state: HeldState): RunState => state as RunState;
