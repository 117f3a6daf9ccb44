import { useMessages } from '../../lib/messages/messages.tsx';
import { SelectField } from '../../ui/field.tsx';
import type { Draft } from './definition.ts';
import { fieldsIn, findStep } from './definition.ts';
import { useEditor } from './editor-context.ts';
import { faultAt } from './faults.ts';
import { ChoiceControl, JsonControl, ListControl, NumberControl } from './fields.tsx';
import { SpanControl } from './more-fields.tsx';
import { handled, hasTimeout } from './step-fields.ts';
import { type StepFormProps, useStepChange } from './use-step-change.ts';

/** What happens when a step fails: how often it is tried again, how long it may take, where it goes on. */
export function FailureForm({ step, faults }: StepFormProps) {
  const { t } = useMessages();
  const { draft } = useEditor();
  const change = useStepChange(step);
  const onError = step['on_error'];
  const goesTo = typeof onError === 'object' && onError !== null ? 'goto' : onError;
  const later = laterSteps(draft, step.id);
  return (
    <div className="stack">
      <ChoiceControl
        label={t('consoleWorkflowEditor.field.onError')}
        error={faultAt(faults, '/on_error')}
        choices={later.length > 0 || goesTo === 'goto' ? ['fail', 'continue', 'goto'] : ['fail', 'continue']}
        value={goesTo}
        onChange={(value) => change(['on_error'], value === 'goto' ? { goto: later[0]?.id ?? '' } : value)}
      />
      {goesTo === 'goto' && (
        <SelectField
          label={t('consoleWorkflowEditor.field.goto')}
          value={String(Object.values(onError ?? {})[0] ?? '')}
          onChange={({ target }) => change(['on_error'], { goto: target.value })}
        >
          {later.map(({ id, name }) => (
            <option key={id} value={id} translate="no">
              {name}
            </option>
          ))}
        </SelectField>
      )}
      {hasTimeout(step.type) && (
        <SpanControl
          label={t('consoleWorkflowEditor.field.timeout')}
          error={faultAt(faults, '/timeout_seconds')}
          value={step['timeout_seconds'] ?? undefined}
          onChange={(value) => change(['timeout_seconds'], value)}
        />
      )}
      {handled.has(step.type) && <RetryFields step={step} faults={faults} />}
      <details className="form-more disclosure">
        <summary>{t('consoleWorkflowEditor.wholeStep')}</summary>
        <JsonControl
          label={t('consoleWorkflowEditor.wholeStep')}
          value={step}
          onChange={(value) => change([], { ...fieldsIn([value])[0], id: step.id, type: step.type })}
        />
      </details>
    </div>
  );
}

function RetryFields({ step, faults }: StepFormProps) {
  const { t } = useMessages();
  const change = useStepChange(step);
  const retry = fieldsIn([step['retry']])[0] ?? {};
  const props = (name: string) => ({
    error: faultAt(faults, `/retry/${name}`),
    value: retry[name],
    onChange: (value: unknown) => change(['retry', name], value),
  });
  return (
    <>
      <div className="form-halves">
        <NumberControl label={t('consoleWorkflowEditor.field.attempts')} {...props('max_attempts')} />
        <ChoiceControl
          label={t('consoleWorkflowEditor.field.backoff')}
          choices={['fixed', 'exponential']}
          {...props('backoff')}
        />
        <NumberControl label={t('consoleWorkflowEditor.field.firstWait')} {...props('initial_seconds')} />
        <NumberControl label={t('consoleWorkflowEditor.field.longestWait')} {...props('max_seconds')} />
      </div>
      <NumberControl label={t('consoleWorkflowEditor.field.jitter')} {...props('jitter')} />
      <ListControl label={t('consoleWorkflowEditor.field.abortOn')} {...props('abort_on')} />
    </>
  );
}

/** Where a step may go on when it fails: what comes later in its own list. */
function laterSteps(draft: Draft, id: string): { id: string; name: string }[] {
  const placed = findStep(draft, id);
  return (placed?.list.steps.slice(placed.index + 1) ?? []).map((step) => ({
    id: step.id,
    name: typeof step['name'] === 'string' && step['name'] !== '' ? step['name'] : step.id,
  }));
}
