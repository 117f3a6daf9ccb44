import { lazy, Suspense, useState } from 'react';
import type { KeptWorkflow } from '../../api/workflow.ts';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/states.tsx';
import { AddStep, placeAfterSelected } from './add-step.tsx';
import { Dock } from './dock.tsx';
import { EditorProvider, type Place } from './editor-context.ts';
import { EditorActions } from './editor-actions.tsx';
import { EditorBar, EditorState } from './editor-bar.tsx';
import { keysOf } from './editor-keys.ts';
import { LeaveGuard } from './leave-guard.tsx';
import { OutlineView } from './outline-view.tsx';
import { RunData } from './run-data.tsx';
import { SidePanel } from './side-panel.tsx';
import { useEditorState } from './use-editor-state.ts';
import './editor.css';

const GraphView = lazy(async () => ({ default: (await import('./graph-view.tsx')).GraphView }));
const JsonView = lazy(async () => ({ default: (await import('./json-view.tsx')).JsonView }));

/** One definition in three views: as a picture, as an outline, as JSON. */
export function WorkflowEditor({ kept }: { kept: KeptWorkflow }) {
  const [adding, setAdding] = useState<Place | null>(null);
  const { editor, work, view, run, faultCount } = useEditorState(kept, setAdding);
  const { state, dispatch, isDirty } = work;
  return (
    <EditorProvider value={editor}>
      <Page
        title={editor.draft.workflow_name}
        beside={<EditorState workflow={kept.workflow} isDirty={isDirty} />}
        actions={<EditorActions workflow={kept.workflow} work={work} faultCount={faultCount} />}
      >
        {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys that hold in every part */}
        <div className="editor" onKeyDown={keysOf(editor, work)}>
          {run !== undefined && <RunData id={run} />}
          <EditorBar
            view={view}
            state={state}
            dispatch={dispatch}
            onAdd={() => setAdding(placeAfterSelected(editor))}
          />
          <div className="editor-main">
            <div className="card editor-view">
              <Suspense fallback={<Skeleton lines={5} />}>
                {view === 'graph' && <GraphView />}
                {view === 'outline' && <OutlineView />}
                {view === 'json' && <JsonView />}
              </Suspense>
            </div>
            <SidePanel />
          </div>
          {editor.mayChange && <Dock isDirty={isDirty} />}
          <AddStep place={adding} onClose={() => setAdding(null)} />
        </div>
      </Page>
      <LeaveGuard work={work} />
    </EditorProvider>
  );
}
