import { Zap } from 'lucide-react';
import { Suspense } from 'react';
import { lazyPart } from '../../lib/lazy-part.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Segments } from '../../ui/segments.tsx';
import { findStep } from './definition.ts';
import { useEditor } from './editor-context.ts';
import { whole } from './faults.ts';
import { FailureForm } from './failure-form.tsx';
import { StepForm } from './step-form.tsx';
import { StepTest } from './step-test.tsx';
import { StepIcon, useStepWords } from './step-words.tsx';
import { TriggerForm } from './trigger-form.tsx';
import { useEditorSearch } from './use-editor-search.ts';

const TriggerInService = lazyPart(
  'consoleTriggers',
  async () => (await import('./in-service/trigger-in-service.tsx')).TriggerInService,
);

const tabs = ['does', 'fails', 'test'] as const;
type Tab = (typeof tabs)[number];

/** Everything about the step that is chosen, or about the trigger. */
export function SidePanel() {
  const { t } = useMessages();
  const { draft, selected, faults, mayChange } = useEditor();
  const [{ tab = 'does' }, setSearch] = useEditorSearch();
  const words = useStepWords();
  const step = selected === null ? null : (findStep(draft, selected)?.step ?? null);
  const own = faults.get(step?.id ?? whole) ?? [];
  const offered = tabs.filter((each) => each !== 'test' || mayChange);
  return (
    <section className="card side-panel" aria-label={t('consoleWorkflowEditor.settingsOf')}>
      <div className="side-head">
        {step === null ? (
          <span className="step-tile step-tile-start" aria-hidden>
            <Icon as={Zap} size={14} />
          </span>
        ) : (
          <StepIcon step={step} />
        )}
        <div className="grow">
          <p className="small faint">{step === null ? t('consoleWorkflowEditor.trigger') : words.typeOf(step)}</p>
          <h2 className="semibold truncate">
            <bdi>{step === null ? t(`consoleWorkflowEditor.start.${draft.workflow_type}`) : words.titleOf(step)}</bdi>
          </h2>
        </div>
      </div>
      {step !== null && (
        <Segments<Tab>
          small
          label={t('consoleWorkflowEditor.settingsOf')}
          value={tab}
          options={offered.map((value) => ({ value, label: t(`consoleWorkflowEditor.tab.${value}`) }))}
          onChange={(value) => setSearch({ tab: value === 'does' ? undefined : value })}
        />
      )}
      {step !== null && tab === 'test' && mayChange ? (
        <StepTest key={step.id} step={step} />
      ) : (
        <fieldset disabled={!mayChange} className="side-form">
          {step === null && <TriggerForm faults={own} />}
          {step !== null &&
            (tab === 'fails' ? (
              <FailureForm key={step.id} step={step} faults={own} />
            ) : (
              <StepForm key={step.id} step={step} faults={own} />
            ))}
        </fieldset>
      )}
      <Suspense>{step === null && <TriggerInService />}</Suspense>
    </section>
  );
}
