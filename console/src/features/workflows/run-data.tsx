import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { runDataQuery } from '../../api/workflows.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { findStep, isFields } from './definition.ts';
import { type Mark, useEditor } from './editor-context.ts';
import { useEditorSearch } from './use-editor-search.ts';

/** Opens a run in the editor: what it was begun with and what its steps gave is pinned, the step that failed is chosen. */
export function RunData({ id }: { id: string }) {
  const { t, rich } = useMessages();
  const [, setSearch] = useEditorSearch();
  const { draft, pin, mark, select } = useEditor();
  const query = useQuery(runDataQuery(id));
  const data = query.data;

  useEffect(() => {
    if (data === undefined) return;
    const outputs: Record<string, unknown> = {};
    const marks = new Map<string, Mark>();
    for (const { key, step_id: step, status, output } of data.steps) {
      if (status === 'running') continue;
      marks.set(step, { status, count: null });
      const name = findStep(draft, step)?.step['output_variable'];
      if (status === 'succeeded' && key === step) outputs[typeof name === 'string' ? name : step] = output;
    }
    pin({ trigger: isFields(data.run.trigger) ? data.run.trigger : {}, outputs });
    mark(marks);
    const failed = data.steps.findLast(({ status }) => status === 'failed');
    if (failed !== undefined) select(failed.step_id);
    // Once for each run: what is changed afterwards is the reader's.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [data]);

  const failure = data?.run.failure;
  if (query.isError) return <ActionFault error={query.error} />;
  if (data === undefined) return null;
  return (
    <Note
      tone={data.run.status === 'failed' ? 'bad' : 'info'}
      title={rich('consoleWorkflowEditor.fromRun', { run: id })}
    >
      {failure != null && (
        <p>
          <bdi>{failure.message}</bdi>
        </p>
      )}
      <div>
        <Button size="small" onClick={() => setSearch({ run: undefined })}>
          {t('consoleWorkflowEditor.close')}
        </Button>
      </div>
    </Note>
  );
}
