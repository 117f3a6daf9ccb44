import { Braces, CircleDot, List, Plus, Redo2, Undo2, Workflow as WorkflowIcon } from 'lucide-react';
import type { Workflow } from '../../api/workflow.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Segments } from '../../ui/segments.tsx';
import { useEditor } from './editor-context.ts';
import type { EditorAction, EditorState as State } from './editor-state.ts';
import { useEditorSearch } from './use-editor-search.ts';
import { WorkflowStatus } from './workflow-status.tsx';

type View = 'graph' | 'outline' | 'json';
const views = [
  { value: 'graph', icon: WorkflowIcon },
  { value: 'outline', icon: List },
  { value: 'json', icon: Braces },
] as const;

interface BarProps {
  view: View;
  state: State;
  dispatch(action: EditorAction): void;
  onAdd(): void;
}

/** How the definition is looked at, and the way back. */
export function EditorBar({ view, state, dispatch, onAdd }: BarProps) {
  const { t } = useMessages();
  const [, setSearch] = useEditorSearch();
  const { mayChange } = useEditor();
  return (
    <div className="row row-wrap editor-bar">
      <Segments<View>
        label={t('consoleWorkflowEditor.views')}
        value={view}
        options={views.map(({ value, icon }) => ({
          value,
          label: (
            <>
              <Icon as={icon} size={14} />
              {t(`consoleWorkflowEditor.view.${value}`)}
            </>
          ),
        }))}
        onChange={(next) => setSearch({ view: next === 'graph' ? undefined : next })}
      />
      {mayChange && (
        <>
          <Button icon={Plus} onClick={onAdd} aria-keyshortcuts="A">
            {t('consoleWorkflowEditor.add')}
            <kbd className="wide-only">A</kbd>
          </Button>
          <span className="push-end row">
            <WayButton
              icon={Undo2}
              label={t('consoleWorkflowEditor.undo')}
              isThere={state.past.length > 0}
              onClick={() => dispatch({ kind: 'undo' })}
            />
            <WayButton
              icon={Redo2}
              label={t('consoleWorkflowEditor.redo')}
              isThere={state.future.length > 0}
              onClick={() => dispatch({ kind: 'redo' })}
            />
          </span>
        </>
      )}
    </div>
  );
}

interface WayProps {
  icon: typeof Undo2;
  label: string;
  isThere: boolean;
  onClick(): void;
}

function WayButton({ icon, label, isThere, onClick }: WayProps) {
  return (
    <button
      type="button"
      className="icon-button way-button"
      aria-label={label}
      title={label}
      aria-disabled={!isThere || undefined}
      onClick={() => isThere && onClick()}
    >
      <Icon as={icon} flip />
    </button>
  );
}

/** Which version is in service, and whether what is seen here is more than that. */
export function EditorState({ workflow, isDirty }: { workflow: Workflow; isDirty: boolean }) {
  const { t } = useMessages();
  const { published_version: published, has_unpublished_changes: differs, status } = workflow;
  return (
    <>
      <WorkflowStatus status={status} />
      {published !== null && (
        <span className="small faint num">{t('consoleWorkflowEditor.version', { version: published })}</span>
      )}
      {isDirty ? (
        <Chip tone="warn" icon={CircleDot}>
          {t('consoleWorkflowEditor.unsaved')}
        </Chip>
      ) : (
        differs && published !== null && <Chip tone="info">{t('consoleWorkflows.unpublished')}</Chip>
      )}
    </>
  );
}
