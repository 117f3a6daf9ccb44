import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer, useState } from 'react';
import { isStatus } from '../../api/errors.ts';
import { type KeptWorkflow, workflowQuery } from '../../api/workflow.ts';
import { takeOver, updateWorkflow } from '../../api/workflows.ts';
import { canonical } from './canonical.ts';
import { type Draft, readDraft, writeDraft } from './definition.ts';
import { begin, reduce } from './editor-state.ts';

const draftOf = ({ workflow }: KeptWorkflow): Draft => {
  const draft = readDraft(workflow);
  if (draft === null) throw new Error(`The workflow ${workflow.id} cannot be shown.`);
  return draft;
};
const textOf = (draft: Draft): string => canonical(writeDraft(draft));

/** The draft with what can be taken back, and its way to the server. */
export function useDraft(kept: KeptWorkflow) {
  const { id } = kept.workflow;
  const queryClient = useQueryClient();
  const [state, dispatch] = useReducer(reduce, kept, (first) => begin(draftOf(first)));
  const [base, setBase] = useState(() => ({ etag: kept.etag, text: textOf(state.present) }));
  const isDirty = textOf(state.present) !== base.text;

  const take = (next: KeptWorkflow) => setBase({ etag: next.etag, text: textOf(draftOf(next)) });
  const load = (next: KeptWorkflow) => {
    dispatch({ kind: 'load', draft: draftOf(next) });
    take(next);
  };

  useEffect(() => {
    // Somebody else, or an older version that was brought back; what is being written here is never overwritten.
    const text = textOf(draftOf(kept));
    if (text !== base.text && !isDirty) load(kept);
    // Only what comes from the server counts.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [kept]);

  const save = useMutation({
    async mutationFn(how: 'gently' | 'over theirs') {
      const body = fullBody(state.present);
      try {
        return await updateWorkflow(id, body, how === 'gently' ? base.etag : null);
      } catch (error) {
        if (!isStatus(error, 412)) throw error;
        // The mark also changes with every run: only another definition is a conflict.
        const now = await queryClient.fetchQuery({ ...workflowQuery(id), staleTime: 0 });
        if (textOf(draftOf(now)) !== base.text) throw error;
        return updateWorkflow(id, body, now.etag);
      }
    },
    onSuccess(next) {
      take(next);
      queryClient.setQueryData(workflowQuery(id).queryKey, next);
      return takeOver(queryClient, id);
    },
  });

  return { state, dispatch, save, load, isDirty };
}

/** Every field, so that one that was emptied is emptied on the server too. */
const fullBody = ({ category, description, ...rest }: Draft) => ({ ...rest, category, description });
