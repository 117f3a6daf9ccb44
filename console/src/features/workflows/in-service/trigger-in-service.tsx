import { useEditor } from '../editor-context.ts';
import { HooksPart } from './hooks-part.tsx';
import { TimesPart } from './times-part.tsx';

/** What a trigger has beside its settings: the addresses that start it, or the times at which it is due. */
export function TriggerInService() {
  const { draft, mayChange } = useEditor();
  if (draft.workflow_type === 'webhook' && mayChange) return <HooksPart />;
  if (draft.workflow_type === 'scheduled') return <TimesPart />;
  return null;
}
