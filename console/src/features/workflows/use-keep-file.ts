import { useState } from 'react';
import { downloadFile } from '../../api/download.ts';
import type { Workflow } from '../../api/workflow.ts';
import { workflowFile } from '../../api/workflows.ts';

/** Hands the workflow to the browser as a file; the first part says what went wrong. */
export function useKeepFile({ id, workflow_name: name }: Workflow): [fault: unknown, keep: () => void] {
  const [fault, setFault] = useState<unknown>(null);
  return [fault, () => void downloadFile(workflowFile(id), `${name}.json`).catch(setFault)];
}
