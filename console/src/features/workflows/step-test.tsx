import { useMutation } from '@tanstack/react-query';
import { CircleCheck, CircleSlash, CircleX, Pin, Play } from 'lucide-react';
import { type Trial, tryWorkflow } from '../../api/workflows.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { isFields, type Step, writeDraft } from './definition.ts';
import { useEditor } from './editor-context.ts';
import { JsonBlock, ObjectInput } from './json-block.tsx';

/** One step alone, with what is pinned of the trigger and of the steps before it. Nothing happens. */
export function StepTest({ step }: { step: Step }) {
  const { t } = useMessages();
  const { draft, pinned, pin } = useEditor();
  const attempt = useMutation({
    mutationFn: () =>
      tryWorkflow({
        definition: writeDraft(draft),
        trigger: pinned.trigger,
        outputs: pinned.outputs,
        step_id: step.id,
      }),
  });
  const result = attempt.data?.steps.find(({ step_id: id }) => id === step.id);
  const name = typeof step['output_variable'] === 'string' ? step['output_variable'] : step.id;
  return (
    <div className="stack">
      <p className="small secondary">{t('consoleWorkflowEditor.test.lead')}</p>
      <ObjectInput
        label={t('consoleWorkflowEditor.test.trigger')}
        value={pinned.trigger}
        onChange={(trigger) => pin({ ...pinned, trigger })}
      />
      <ObjectInput
        label={t('consoleWorkflowEditor.test.outputs')}
        hint={t('consoleWorkflowEditor.test.outputsHint')}
        value={pinned.outputs}
        onChange={(outputs) => pin({ ...pinned, outputs })}
      />
      <div className="row">
        <Button kind="primary" icon={Play} busy={attempt.isPending} onClick={() => attempt.mutate()}>
          {t('consoleWorkflowEditor.test.step')}
        </Button>
      </div>
      {attempt.isError && <ActionFault error={attempt.error} />}
      {result !== undefined && (
        <div className="stack" role="status">
          <div className="row">
            <TrialChip status={result.status} />
            {result.status === 'succeeded' && (
              <Button
                size="small"
                kind="quiet"
                icon={Pin}
                onClick={() => pin({ ...pinned, outputs: { ...pinned.outputs, [name]: result.output } })}
              >
                {t('consoleWorkflowEditor.test.pin')}
              </Button>
            )}
          </div>
          <FailureWords failure={result.failure} />
          <JsonBlock label={t('consoleWorkflowEditor.test.in')} value={result.input} />
          <JsonBlock label={t('consoleWorkflowEditor.test.out')} value={result.output} />
        </div>
      )}
    </div>
  );
}

const looks = {
  succeeded: { tone: 'good', icon: CircleCheck },
  failed: { tone: 'bad', icon: CircleX },
  skipped: { tone: 'neutral', icon: CircleSlash },
} as const;

export function TrialChip({ status }: { status: Trial['steps'][number]['status'] }) {
  const { t } = useMessages();
  return (
    <Chip tone={looks[status].tone} icon={looks[status].icon}>
      {t(`consoleWorkflowEditor.mark.${status}`)}
    </Chip>
  );
}

export function FailureWords({ failure }: { failure: unknown }) {
  if (!isFields(failure) || typeof failure['message'] !== 'string') return null;
  return (
    <p className="field-error">
      <bdi>{failure['message']}</bdi>
    </p>
  );
}
