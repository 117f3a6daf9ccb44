import { useMemo, useState } from 'react';
import type { KeptWorkflow } from '../../api/workflow.ts';
import { useMay } from '../../ui/permission.tsx';
import { findStep, writeDraft } from './definition.ts';
import type { Editor, Mark, Place } from './editor-context.ts';
import { faultsByStep } from './faults.ts';
import { keepPinned, type Pinned, readPinned } from './pinned.ts';
import { useDraft } from './use-draft.ts';
import { useEditorSearch } from './use-editor-search.ts';
import { useValidation } from './use-validation.ts';

const nothing: Pinned = { trigger: {}, outputs: {} };

/** What all parts of the editor share, made of the draft, the address and the server's word on what is wrong. */
export function useEditorState(kept: KeptWorkflow, addAt: (place: Place) => void) {
  const { id } = kept.workflow;
  const [{ view = 'graph', run, step }, setSearch] = useEditorSearch();
  const mayChange = useMay('ai_analytics:automation');
  const work = useDraft(kept);
  const { dispatch } = work;
  const draft = work.state.present;
  const validation = useValidation(writeDraft(draft), mayChange).data;
  const faults = useMemo(() => faultsByStep(draft, validation?.faults ?? []), [draft, validation]);
  const [marks, setMarks] = useState<ReadonlyMap<string, Mark>>(new Map());
  const [pinned, setPinned] = useState(() => readPinned(id) ?? nothing);

  const editor: Editor = {
    workflowId: id,
    draft,
    mayChange,
    faults,
    marks,
    pinned,
    addAt,
    // The address names the step that is chosen, so that a link to it can be sent.
    selected: findStep(draft, step)?.step.id ?? null,
    select: (next) => setSearch(next === (step ?? null) ? {} : { step: next ?? undefined, tab: undefined }),
    mark: setMarks,
    pin: (next) => {
      setPinned(next);
      keepPinned(id, next);
    },
    edit: (next, field) => dispatch({ kind: 'edit', draft: next, ...(field !== undefined && { field }) }),
  };
  return { editor, work, view, run, faultCount: validation?.faults.length ?? 0 };
}
