import { useMutation, useQuery } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { eventsQuery, type Trial, tryWorkflow } from '../../api/workflows.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Note } from '../../ui/note.tsx';
import { useMay } from '../../ui/permission.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { type Draft, findStep, writeDraft } from './definition.ts';
import { type Mark, useEditor } from './editor-context.ts';
import { JsonBlock, ObjectInput } from './json-block.tsx';
import { FailureWords, TrialChip } from './step-test.tsx';
import { StepIcon, useStepWords } from './step-words.tsx';

/** The whole workflow with an example, without effect: what each step would do. */
export function TryPanel() {
  const { t } = useMessages();
  const { draft, pinned, pin, mark } = useEditor();
  const attempt = useMutation({
    mutationFn: () => tryWorkflow({ definition: writeDraft(draft), trigger: pinned.trigger }),
    onSuccess(trial) {
      mark(marksOf(trial));
      pin({ ...pinned, outputs: { ...pinned.outputs, ...outputsOf(draft, trial) } });
    },
  });
  return (
    <div className="try-panel">
      <div className="stack">
        <p className="small secondary">{t('consoleWorkflowEditor.try.lead')}</p>
        <LatestEvents />
        <ObjectInput
          label={t('consoleWorkflowEditor.test.trigger')}
          value={pinned.trigger}
          onChange={(trigger) => pin({ ...pinned, trigger })}
        />
        <div className="row">
          <Button kind="primary" icon={Play} busy={attempt.isPending} onClick={() => attempt.mutate()}>
            {t('consoleWorkflowEditor.try.run')}
          </Button>
        </div>
        {attempt.isError && <ActionFault error={attempt.error} />}
      </div>
      {attempt.data !== undefined && <TrialSteps trial={attempt.data} />}
    </div>
  );
}

/** Real events of the kind that would start it, to be taken as the example. */
function LatestEvents() {
  const { t, format } = useMessages();
  const { draft, pinned, pin } = useEditor();
  const types = [draft.trigger_conditions['event_type']].flat().filter((one) => typeof one === 'string');
  const mayRead = useMay('data:read');
  const query = eventsQuery(types);
  const events = useQuery({ ...query, enabled: types.length > 0 && mayRead, retry: false }).data?.items ?? [];
  if (events.length === 0) return null;
  return (
    <SelectField
      label={t('consoleWorkflowEditor.try.event')}
      value=""
      onChange={({ target }) => {
        const chosen = events.find(({ id }) => id === target.value);
        if (chosen) pin({ ...pinned, trigger: chosen.data });
      }}
    >
      <option value="">{t('consoleWorkflows.new.choose')}</option>
      {events.map(({ id, event_type: type, occurred_at: at }) => (
        <option key={id} value={id}>
          {`${type} · ${format.dateTime(at)}`}
        </option>
      ))}
    </SelectField>
  );
}

function TrialSteps({ trial }: { trial: Trial }) {
  const { t } = useMessages();
  const { draft, select } = useEditor();
  const words = useStepWords();
  return (
    <div className="stack" role="status">
      <Note
        tone={trial.status === 'succeeded' ? 'good' : trial.status === 'failed' ? 'bad' : 'info'}
        title={t(`consoleWorkflowEditor.try.${trial.status}`)}
      >
        <FailureWords failure={trial.failure} />
      </Note>
      <ol className="trial-steps">
        {trial.steps.map((done) => {
          const step = findStep(draft, done.step_id)?.step;
          return (
            <li key={done.key}>
              <details>
                <summary className="row">
                  {step && <StepIcon step={step} />}
                  <bdi className="medium grow truncate">{step ? words.titleOf(step) : done.step_id}</bdi>
                  <TrialChip status={done.status} />
                </summary>
                <FailureWords failure={done.failure} />
                <div className="json-pair">
                  <JsonBlock label={t('consoleWorkflowEditor.test.in')} value={done.input} />
                  <JsonBlock label={t('consoleWorkflowEditor.test.out')} value={done.output} />
                </div>
                {step && (
                  <Button size="small" onClick={() => select(step.id)}>
                    {t('consoleWorkflowEditor.openStep')}
                  </Button>
                )}
              </details>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function marksOf(trial: Trial): Map<string, Mark> {
  return new Map(trial.steps.map(({ step_id: id, status }) => [id, { status, count: null }]));
}

/** By the names under which later steps ask for them, so that each can then be tried alone. */
function outputsOf(draft: Draft, trial: Trial): Record<string, unknown> {
  const given = trial.steps.filter(({ status, key, step_id: id }) => status === 'succeeded' && key === id);
  return Object.fromEntries(
    given.map(({ step_id: id, output }) => {
      const name = findStep(draft, id)?.step['output_variable'];
      return [typeof name === 'string' ? name : id, output];
    }),
  );
}
