import { Plus, X } from 'lucide-react';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ConditionsControl } from './conditions-field.tsx';
import type { Fields } from './definition.ts';
import { fieldsIn, freeId, isId, renameStep } from './definition.ts';
import { useEditor } from './editor-context.ts';
import { faultAt } from './faults.ts';
import { ChoiceControl, TextControl } from './fields.tsx';
import { IdField } from './id-field.tsx';
import { EitherField, SpecField } from './spec-fields.tsx';
import { stepFields } from './step-fields.ts';
import { outputs } from './step-looks.ts';
import { writeLoose } from './loose-value.ts';
import { type StepFormProps, useStepChange } from './use-step-change.ts';

/** What a step does: its name, its own settings, when it is skipped, and what it gives. */
export function StepForm({ step, faults }: StepFormProps) {
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
          className="form-more disclosure"
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
function Outputs({ step, faults }: StepFormProps) {
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

/** The branches of a parallel: what they are called, what becomes of the others when one fails. */
function BranchesField({ step, faults }: StepFormProps) {
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
