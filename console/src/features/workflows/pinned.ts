import { isFields } from './definition.ts';

/** What a workflow is tried with: a trigger, and what steps are assumed to have given. Kept for this tab of the browser. */
export interface Pinned {
  readonly trigger: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

const nameOf = (workflowId: number): string => `suite.workflow.${workflowId}.pinned`;

export function readPinned(workflowId: number): Pinned | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(nameOf(workflowId)) ?? 'null');
    if (!isFields(kept)) return null;
    const { trigger, outputs } = kept;
    return { trigger: isFields(trigger) ? trigger : {}, outputs: isFields(outputs) ? outputs : {} };
  } catch {
    return null;
  }
}

export function keepPinned(workflowId: number, pinned: Pinned): void {
  try {
    sessionStorage.setItem(nameOf(workflowId), JSON.stringify(pinned));
  } catch {
    // Without a place to keep it, it lasts as long as the page.
  }
}

export const keepExample = (workflowId: number, trigger: Pinned['trigger']): void =>
  keepPinned(workflowId, { trigger, outputs: {} });
