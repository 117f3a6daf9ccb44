import type { Db } from '../../../platform/db/database.ts';
import type { RunCommand, StepFailure } from '../interpreter/protocol.ts';

export interface RunReference {
  id: string;
  workflowId: number;
  versionId: number;
}

type Ask = Extract<RunCommand, { kind: 'ask_approval' }>;
type Escalate = Extract<RunCommand, { kind: 'escalate_approval' }>;

/** What other rooms write in the transaction that notes how far a run has come. */
export interface RunHooks {
  approvals: {
    /** @throws StepError, AppError when nobody can be asked: the run then fails with it */
    open(db: Db, organizationId: number, run: RunReference, command: Ask): Promise<void>;
    escalate(db: Db, organizationId: number, run: RunReference, command: Escalate): Promise<void>;
    /** Nobody waits for this decision any more. */
    close(db: Db, organizationId: number, runId: string, key: string): Promise<void>;
  };
  onFailed(db: Db, organizationId: number, run: RunReference & { failure: StepFailure | null }): Promise<void>;
}
