import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ConditionsControl } from './conditions-field.tsx';
import type { Draft, Fields, Path, Step } from './definition.ts';
import { fieldsIn, findStep, freeId, isId, renameStep, updateStep } from './definition.ts';
import { useEditor } from './editor-context.ts';
import { faultAt, type Fault } from './faults.ts';
import { ChoiceControl, JsonControl, ListControl, NumberControl, TextControl } from './fields.tsx';
import { EitherField, SpecField } from './spec-fields.tsx';
import { handled, hasTimeout, stepFields } from './step-fields.ts';
import { outputs } from './step-looks.ts';
import { writeLoose } from './loose-value.ts';

interface FormProps {
  step: Step;
  faults: readonly Fault[];
}

function useStepChange({ id }: Step) {
  const { draft, edit } = useEditor();
  return (path: Path, value: unknown) => edit(updateStep(draft, id, path, value), `${id}/${path.join('/')}`);
}

/** What a step does: its name, its own settings, when it is skipped, and what it gives. */
export function StepForm({ step, faults }: FormProps) {
  const { t } = useMessages();
  const change = useStepChange(step);
  const own = stepFields[step.type];
  const rare = own.filter((spec) => 'kind' in spec && spec.rare === true);
  const usual = own.filter((spec) => !rare.includes(spec));
  const asks = step.type === 'condition_check';
  const conditions = (
    <ConditionsControl
      label={t(`consoleWorkflowEditor.field.${asks ? 'holdsWhen' : 'onlyWhen'}`)}
      name="variable"
      faults={faults}
      pointer="/conditions"
      value={step['conditions']}
      onChange={(value) => change(['conditions'], value)}
    />
  );
  const show = (spec: (typeof own)[number]) =>
    'either' in spec ? (
      <EitherField key={spec.label} spec={spec} value={step} faults={faults} onChange={change} />
    ) : (
      <SpecField key={spec.path.join('/')} spec={spec} value={step} faults={faults} onChange={change} />
    );
  const here = faults.filter(({ pointer }) => pointer === '' || pointer === '/type').map(({ detail }) => detail);
  return (
    <div className="stack">
      {here.length > 0 && <p className="field-error">{here.join(' ')}</p>}
      <TextControl
        label={t('consoleWorkflowEditor.field.name')}
        error={faultAt(faults, '/name')}
        value={step['name'] ?? undefined}
        onChange={(value) => change(['name'], value)}
      />
      {asks && conditions}
      {usual.map(show)}
      {step.type === 'parallel' && <BranchesField step={step} faults={faults} />}
      {!asks && conditions}
      <Outputs step={step} faults={faults} />
      {rare.length > 0 && (
        <details
          className="form-more"
          open={rare.some((spec) => 'path' in spec && step[spec.path[0] ?? ''] !== undefined)}
        >
          <summary>{t('consoleWorkflowEditor.more')}</summary>
          <div className="stack">{rare.map(show)}</div>
        </details>
      )}
    </div>
  );
}

/** The names by which later steps ask for what the step gives. */
function Outputs({ step, faults }: FormProps) {
  const { t } = useMessages();
  const { draft, edit, select, mayChange } = useEditor();
  const change = useStepChange(step);
  const name = typeof step['output_variable'] === 'string' ? step['output_variable'] : step.id;
  const rename = (next: string) => {
    if (next === step.id || !isId(next) || freeId(draft, next) !== next) return;
    edit(renameStep(draft, step.id, next));
    select(next);
  };
  return (
    <>
      <div className="form-halves">
        <IdField key={step.id} step={step} error={faultAt(faults, '/id')} readOnly={!mayChange} onRename={rename} />
        <TextControl
          label={t('consoleWorkflowEditor.field.keepAs')}
          error={faultAt(faults, '/output_variable')}
          value={step['output_variable'] ?? undefined}
          onChange={(value) => change(['output_variable'], value)}
        />
      </div>
      {outputs[step.type].length > 0 && (
        <div>
          <p className="label">{t('consoleWorkflowEditor.gives')}</p>
          <ul className="outputs mono">
            {outputs[step.type].map((part) => (
              <li key={part}>
                <bdi dir="ltr">{`${name}.${part}`}</bdi>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

interface IdFieldProps {
  step: Step;
  error: string | undefined;
  readOnly: boolean;
  onRename(id: string): void;
}

/** Taken when it is left: half an id would be somebody else's. */
function IdField({ step, error, readOnly, onRename }: IdFieldProps) {
  const { t } = useMessages();
  const { draft } = useEditor();
  const [text, setText] = useState(step.id);
  const isTaken = text !== step.id && freeId(draft, text) !== text;
  const wrong = !isId(text) || isTaken ? t(`consoleWorkflowEditor.id.${isTaken ? 'taken' : 'form'}`) : undefined;
  return (
    <TextField
      label={t('consoleWorkflowEditor.field.id')}
      error={wrong ?? error}
      value={text}
      readOnly={readOnly}
      dir="ltr"
      className="mono"
      onChange={({ target }) => setText(target.value)}
      onBlur={() => onRename(text)}
      onKeyDown={({ key }) => key === 'Enter' && onRename(text)}
    />
  );
}

/** The branches of a parallel: what they are called, what becomes of the others when one fails. */
function BranchesField({ step, faults }: FormProps) {
  const { t } = useMessages();
  const { draft } = useEditor();
  const change = useStepChange(step);
  const branches = fieldsIn(step['branches']);
  const set = (next: readonly Fields[]) => change(['branches'], next);
  const id = freeId(draft, `${step.id}_branch_${branches.length + 1}`);
  return (
    <fieldset className="stack form-group">
      <legend className="label">{t('consoleWorkflowEditor.branches')}</legend>
      {branches.map((branch, index) => (
        <div key={writeLoose(branch['id'] ?? index)} className="branch">
          <TextControl
            label={t('consoleWorkflowEditor.list.branch', { number: index + 1 })}
            error={faultAt(faults, `/branches/${index}/name`)}
            value={branch['name'] ?? undefined}
            onChange={(name) => set(branches.with(index, { ...branch, name: name ?? null }))}
          />
          <ChoiceControl
            label={t('consoleWorkflowEditor.field.onError')}
            choices={['fail', 'fail_at_once', 'continue']}
            value={branch['on_error']}
            onChange={(value) => change(['branches', index, 'on_error'], value)}
          />
          <button
            type="button"
            className="icon-button"
            aria-label={t('consoleWorkflowEditor.branch.remove', { number: index + 1 })}
            onClick={() => set(branches.toSpliced(index, 1))}
          >
            <Icon as={X} size={14} />
          </button>
        </div>
      ))}
      <Button kind="quiet" size="small" icon={Plus} onClick={() => set([...branches, { id, steps: [] }])}>
        {t('consoleWorkflowEditor.branch.add')}
      </Button>
      {faultAt(faults, '/branches') !== undefined && <p className="field-error">{faultAt(faults, '/branches')}</p>}
    </fieldset>
  );
}

/** What happens when a step fails: how often it is tried again, how long it may take, where it goes on. */
export function FailureForm({ step, faults }: FormProps) {
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
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      {hasTimeout(step.type) && (
        <NumberControl
          label={t('consoleWorkflowEditor.field.timeout')}
          error={faultAt(faults, '/timeout_seconds')}
          value={step['timeout_seconds'] ?? undefined}
          onChange={(value) => change(['timeout_seconds'], value)}
        />
      )}
      {handled.has(step.type) && <RetryFields step={step} faults={faults} />}
      <details className="form-more">
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

function RetryFields({ step, faults }: FormProps) {
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
