import { useQuery } from '@tanstack/react-query';
import { eventTypesQuery, workflowsQuery } from '../../api/workflows.ts';
import { workflowTypes } from '../../api/definition.generated.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { SelectField, TextAreaField, TextField } from '../../ui/field.tsx';
import { useMay } from '../../ui/permission.tsx';
import { ConditionsControl } from './conditions-field.tsx';
import type { Path } from './definition.ts';
import { getAt, setAt, type Draft } from './definition.ts';
import { useEditor } from './editor-context.ts';
import { faultAt, type Fault } from './faults.ts';
import { writeLoose } from './loose-value.ts';
import { ChoiceControl, FlagControl, ListControl, NumberControl, TextControl } from './fields.tsx';
import { SpanControl } from './more-fields.tsx';

const schedules = ['0 * * * *', '0 7 * * *', '0 7 * * 1-5', '0 7 * * 1', '0 7 1 * *'] as const;

/** What the workflow is called, what starts it, and what holds for all of its runs. */
export function TriggerForm({ faults }: { faults: readonly Fault[] }) {
  const { t } = useMessages();
  const { draft, edit } = useEditor();
  const change = (path: Path, value: unknown) =>
    // Each of these paths leads to a field of its kind.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    edit(setAt(draft, path, value) as Draft, path.join('/'));
  const { workflow_type: type } = draft;
  const isByEvent = type === 'event_driven' || type === 'ai_triggered';
  return (
    <div className="stack">
      <TextField
        label={t('consoleWorkflowEditor.field.name')}
        error={faultAt(faults, '/workflow_name')}
        maxLength={200}
        value={draft.workflow_name}
        onChange={({ target }) => change(['workflow_name'], target.value)}
      />
      <TextAreaField
        label={t('consoleWorkflowEditor.field.description')}
        error={faultAt(faults, '/description')}
        rows={2}
        value={draft.description ?? ''}
        onChange={({ target }) => change(['description'], target.value === '' ? null : target.value)}
      />
      <SelectField
        label={t('consoleWorkflowEditor.field.startedBy')}
        value={type}
        error={faultAt(faults, '/workflow_type')}
        onChange={({ target }) => change(['workflow_type'], target.value)}
      >
        {workflowTypes.map((each) => (
          <option key={each} value={each}>
            {t(`consoleWorkflowEditor.start.${each}`)}
          </option>
        ))}
      </SelectField>
      {isByEvent && <EventFields faults={faults} change={change} />}
      {type === 'scheduled' && <ScheduleFields faults={faults} change={change} />}
      {type === 'webhook' && <WebhookFields faults={faults} change={change} />}
      {type !== 'scheduled' && (
        <ConditionsControl
          label={t('consoleWorkflowEditor.field.startsWhen')}
          name="field"
          faults={faults}
          pointer="/trigger_conditions/conditions"
          value={draft.trigger_conditions['conditions']}
          onChange={(value) => change(['trigger_conditions', 'conditions'], value)}
        />
      )}
      <details className="form-more disclosure">
        <summary>{t('consoleWorkflowEditor.allRuns')}</summary>
        <RunSettings faults={faults} change={change} />
      </details>
    </div>
  );
}

interface PartProps {
  faults: readonly Fault[];
  change(path: Path, value: unknown): void;
}

function EventFields({ faults, change }: PartProps) {
  const { t } = useMessages();
  const { draft } = useEditor();
  const mayRead = useMay('data:read');
  const known = useQuery({ ...eventTypesQuery, enabled: mayRead, retry: false }).data ?? [];
  const types = [draft.trigger_conditions['event_type']].flat().filter((one) => typeof one === 'string');
  const fields = known.find(({ name }) => name === types[0])?.fields ?? [];
  const set = (next: unknown[]) =>
    change(['trigger_conditions', 'event_type'], next.length === 1 ? next[0] : next.length === 0 ? undefined : next);
  const others = known.filter(({ name }) => !types.includes(name));
  return (
    <>
      <ListControl
        label={t('consoleWorkflowEditor.field.events')}
        error={faultAt(faults, '/trigger_conditions/event_type')}
        value={types.length === 0 ? undefined : types}
        onChange={(value) => set(Array.isArray(value) ? value.map(String) : [])}
      />
      {others.length > 0 && (
        <SelectField
          label={t('consoleWorkflowEditor.field.addEvent')}
          value=""
          onChange={({ target }) => target.value !== '' && set([...types, target.value])}
        >
          <option value="">{t('consoleWorkflows.new.choose')}</option>
          {others.map(({ name }) => (
            <option key={name} value={name} translate="no">
              {name}
            </option>
          ))}
        </SelectField>
      )}
      {fields.length > 0 && (
        <div>
          <p className="label">{t('consoleWorkflowEditor.carries')}</p>
          <ul className="outputs mono">
            {fields.slice(0, 12).map(({ path }) => (
              <li key={path}>
                <bdi dir="ltr">{`trigger.${path}`}</bdi>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function ScheduleFields({ faults, change }: PartProps) {
  const { t } = useMessages();
  const { draft } = useEditor();
  const at = ['trigger_conditions', 'schedule'];
  const cron = getAt(draft, [...at, 'cron']);
  const props = (name: string) => ({
    error: faultAt(faults, `/trigger_conditions/schedule/${name}`),
    value: getAt(draft, [...at, name]) ?? undefined,
    onChange: (value: unknown) => change([...at, name], value),
  });
  return (
    <>
      <SelectField
        label={t('consoleWorkflowEditor.field.schedule')}
        error={faultAt(faults, '/trigger_conditions/schedule')}
        value={schedules.find((each) => each === cron) ?? ''}
        onChange={({ target }) => target.value !== '' && change([...at, 'cron'], target.value)}
      >
        <option value="">{t('consoleWorkflowEditor.schedule.own')}</option>
        {schedules.map((each, index) => (
          <option key={each} value={each}>
            {t(
              `consoleWorkflowEditor.schedule.${(['hourly', 'daily', 'workdays', 'weekly', 'monthly'] as const)[index] ?? 'own'}`,
            )}
          </option>
        ))}
      </SelectField>
      <div className="form-halves">
        <TextControl label={t('consoleWorkflowEditor.field.cron')} {...props('cron')} />
        <TextControl label={t('consoleWorkflowEditor.field.timeZone')} {...props('time_zone')} />
        <ChoiceControl
          label={t('consoleWorkflowEditor.field.overlap')}
          choices={['skip', 'queue', 'allow']}
          {...props('overlap')}
        />
        <ChoiceControl
          label={t('consoleWorkflowEditor.field.catchUp')}
          choices={['none', 'last', 'all']}
          {...props('catch_up')}
        />
      </div>
      <SpanControl label={t('consoleWorkflowEditor.field.delayUpTo')} {...props('jitter_seconds')} />
    </>
  );
}

function WebhookFields({ faults, change }: PartProps) {
  const { t } = useMessages();
  const { draft } = useEditor();
  const at = ['trigger_conditions', 'webhook'];
  const props = (name: string) => ({
    error: faultAt(faults, `/trigger_conditions/webhook/${name}`),
    value: getAt(draft, [...at, name]),
  });
  const verify = props('verify');
  return (
    <>
      <ChoiceControl
        label={t('consoleWorkflowEditor.field.answer')}
        choices={['now', 'at_end']}
        {...props('answer')}
        onChange={(value) => change([...at, 'answer'], value)}
      />
      <FlagControl
        {...verify}
        label={t('consoleWorkflowEditor.field.verify')}
        value={verify.value === 'standard_webhooks'}
        onChange={(on) => change([...at, 'verify'], on === true ? 'standard_webhooks' : undefined)}
      />
    </>
  );
}

function RunSettings({ faults, change }: PartProps) {
  const { t } = useMessages();
  const { draft, workflowId } = useEditor();
  const others = useQuery(workflowsQuery).data?.items.filter(({ id }) => id !== workflowId) ?? [];
  const props = (name: string) => ({
    error: faultAt(faults, `/settings/${name}`),
    value: draft.settings[name] ?? undefined,
    onChange: (value: unknown) => change(['settings', name], value),
  });
  return (
    <div className="stack">
      <TextControl
        label={t('consoleWorkflowEditor.field.once')}
        hint={t('consoleWorkflowEditor.onceHint')}
        error={faultAt(faults, '/trigger_conditions/idempotency_key')}
        value={draft.trigger_conditions['idempotency_key']}
        onChange={(value) => change(['trigger_conditions', 'idempotency_key'], value)}
      />
      <SpanControl label={t('consoleWorkflowEditor.field.runTimeout')} {...props('timeout_seconds')} />
      <NumberControl label={t('consoleWorkflowEditor.field.runsAtOnce')} {...props('concurrency')} />
      <SelectField
        label={t('consoleWorkflowEditor.field.errorWorkflow')}
        error={faultAt(faults, '/settings/error_workflow_id')}
        value={writeLoose(draft.settings['error_workflow_id'] ?? undefined)}
        onChange={({ target }) =>
          change(['settings', 'error_workflow_id'], target.value === '' ? undefined : Number(target.value))
        }
      >
        <option value="">{t('consoleWorkflowEditor.none')}</option>
        {others.map(({ id, workflow_name: name }) => (
          <option key={id} value={id} translate="no">
            {name}
          </option>
        ))}
      </SelectField>
    </div>
  );
}
