import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { backFill, ticksQuery } from '../../../api/schedules.ts';
import { useMessages } from '../../../lib/messages/messages.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/field.tsx';
import { ActionFault } from '../../../ui/states.tsx';
import { useEditor } from '../editor-context.ts';

const dayMs = 86_400_000;

/** Makes up for a past range: says first how many times lie in it. */
export function FillDialog({ onClose }: { onClose(): void }) {
  const { t } = useMessages();
  const { workflowId } = useEditor();
  const queryClient = useQueryClient();
  const [from, setFrom] = useState(() => localText(Date.now() - dayMs));
  const [to, setTo] = useState(() => localText(Date.now()));
  const fill = useMutation({
    mutationFn: (preview: boolean) => {
      const range = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
      return backFill(workflowId, { ...range, preview });
    },
    onSuccess: (_, preview) =>
      preview ? undefined : queryClient.invalidateQueries({ queryKey: ticksQuery(workflowId).queryKey }),
  });
  const { data } = fill;
  const isLooked = data !== undefined && fill.variables;
  const isDone = data !== undefined && !fill.variables;
  const isRange = from !== '' && to !== '' && from <= to;
  const change = (set: (text: string) => void) => (text: string) => {
    set(text);
    fill.reset();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('consoleTriggers.fill.open')}
      description={t('consoleTriggers.fill.lead')}
      actions={
        <>
          <Button onClick={onClose}>{t(`consoleWorkflowEditor.${isDone ? 'close' : 'cancel'}`)}</Button>
          {!isDone && (
            <Button
              kind="primary"
              busy={fill.isPending}
              unavailable={!isRange || (isLooked && data.ticks.length === 0)}
              onClick={() => fill.mutate(!isLooked)}
            >
              {t(isLooked ? 'consoleTriggers.fill.start' : 'consoleTriggers.fill.look')}
            </Button>
          )}
        </>
      }
    >
      <div className="form-halves">
        <Moment label={t('consoleTriggers.fill.from')} value={from} onChange={change(setFrom)} />
        <Moment label={t('consoleTriggers.fill.to')} value={to} onChange={change(setTo)} />
      </div>
      <p className="hint">{t('consoleTriggers.times.zone', { zone: browserZone().replaceAll('_', ' ') })}</p>
      <p role="status">
        {isLooked && t('consoleTriggers.fill.count', { count: data.ticks.length })}
        {isDone && t('consoleTriggers.fill.started', { count: data.started })}
      </p>
      {fill.isError && <ActionFault error={fill.error} />}
    </Dialog>
  );
}

function Moment({ label, value, onChange }: { label: string; value: string; onChange(text: string): void }) {
  const [latest] = useState(() => localText(Date.now()));
  return (
    <TextField
      label={label}
      type="datetime-local"
      value={value}
      max={latest}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

const browserZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** As the field has it: the clock of this browser, to the minute. */
function localText(ms: number): string {
  const offsetMs = new Date(ms).getTimezoneOffset() * 60_000;
  return new Date(ms - offsetMs).toISOString().slice(0, 16);
}
