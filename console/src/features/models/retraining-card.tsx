import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { retrainingQuery, updateRetraining } from '../../api/models.ts';
import type { Model, Retraining, RetrainingPolicy } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { SelectField } from '../../ui/field.tsx';
import { useMay } from '../../ui/permission.tsx';
import { SaveRow } from '../../ui/save-row.tsx';
import { Loaded } from '../../ui/states.tsx';
import { errorMetrics, isSamePolicy, schedules, startPolicy } from './retraining-policy.ts';
import { RetrainingsList } from './retrainings-list.tsx';

/** When the model is trained anew by itself, and what came of it. */
export function RetrainingCard({ model }: { model: Model }) {
  const { t } = useMessages();
  const retraining = useQuery(retrainingQuery(model.id));
  return (
    <Card title={t('consoleCurves.retraining.title')}>
      <Loaded query={retraining}>
        {(data) => (
          <div className="stack">
            <PolicyForm key={JSON.stringify(data.policy)} model={model} retraining={data} />
            <RetrainingsList retraining={data} />
          </div>
        )}
      </Loaded>
    </Card>
  );
}

function PolicyForm({ model, retraining: { policy } }: { model: Model; retraining: Retraining }) {
  const { t } = useMessages();
  const queryClient = useQueryClient();
  const mayManage = useMay('ai_analytics:manage');
  const known = policy ?? startPolicy;
  const [wanted, setWanted] = useState<RetrainingPolicy>(known);
  const change = (some: Partial<RetrainingPolicy>) => setWanted((now) => ({ ...now, ...some }));
  const save = useMutation({
    mutationFn: () => updateRetraining(model.id, wanted),
    onSuccess: (kept) => queryClient.setQueryData(retrainingQuery(model.id).queryKey, kept),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isSamePolicy(wanted, known)) save.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <fieldset className="stack" disabled={!mayManage}>
        <legend className="hidden-visually">{t('consoleCurves.retraining.title')}</legend>
        <SelectField
          label={t('consoleCurves.retraining.schedule')}
          value={wanted.schedule ?? ''}
          onChange={({ target }) => change({ schedule: target.value === '' ? null : target.value })}
        >
          <option value="">{t('consoleCurves.retraining.never')}</option>
          {Object.entries(schedules).map(([name, cron]) => (
            <option key={cron} value={cron}>
              {t(`consoleCurves.retraining.${name === 'daily' ? 'daily' : name === 'weekly' ? 'weekly' : 'monthly'}`)}
            </option>
          ))}
          {known.schedule !== null && !Object.values(schedules).includes(known.schedule) && (
            <option value={known.schedule}>{known.schedule}</option>
          )}
        </SelectField>
        <Check
          label={t('consoleCurves.retraining.onDrift')}
          value={wanted.on_drift}
          onChange={(next) => change({ on_drift: next })}
        />
        <Check
          label={t('consoleCurves.retraining.onError')}
          value={wanted.on_error !== null}
          onChange={(next) => change({ on_error: next ? { metric: errorMetrics(model)[0], worse_by: 0.2 } : null })}
        />
        {wanted.on_error !== null && <ErrorFields model={model} wanted={wanted} onChange={change} />}
        <SelectField
          label={t('consoleCurves.retraining.atMost')}
          value={wanted.min_days_between}
          onChange={({ target }) => change({ min_days_between: Number(target.value) })}
        >
          {[...new Set([0, 1, 7, 14, 30, wanted.min_days_between])]
            .toSorted((left, right) => left - right)
            .map((days) => (
              <DaysOption key={days} days={days} />
            ))}
        </SelectField>
        <Check
          label={t('consoleCurves.retraining.promote')}
          value={wanted.auto_promote}
          onChange={(next) => change({ auto_promote: next })}
        />
        <p className="hint">{t('consoleCurves.retraining.promoteHint')}</p>
        {mayManage && <SaveRow isChanged={!isSamePolicy(wanted, known)} save={save} />}
      </fieldset>
    </form>
  );
}

interface CheckProps {
  label: string;
  value: boolean;
  onChange(value: boolean): void;
}

function Check({ label, value, onChange }: CheckProps) {
  return (
    <label className="check">
      <input type="checkbox" checked={value} onChange={({ target }) => onChange(target.checked)} />
      {label}
    </label>
  );
}

function DaysOption({ days }: { days: number }) {
  const { format } = useMessages();
  const span = format.numberFormat({ style: 'unit', unit: 'day', unitDisplay: 'long' });
  return <option value={days}>{span.format(days)}</option>;
}

interface ErrorFieldsProps {
  model: Model;
  wanted: RetrainingPolicy;
  onChange(some: Partial<RetrainingPolicy>): void;
}

const shares = [0.05, 0.1, 0.2, 0.5, 1];

/** Which figure has to be how much worse than it was in training. */
function ErrorFields({ model, wanted: { on_error: onError }, onChange }: ErrorFieldsProps) {
  const { t, format } = useMessages();
  if (onError === null) return null;
  return (
    <div className="retraining-error">
      <SelectField
        label={t('consoleScores.score.score')}
        value={onError.metric}
        onChange={({ target }) => {
          const metric = errorMetrics(model).find((each) => each === target.value);
          if (metric !== undefined) onChange({ on_error: { ...onError, metric } });
        }}
      >
        {[...new Set([...errorMetrics(model), onError.metric])].map((metric) => (
          <option key={metric} value={metric}>
            {t(`consoleScores.metric.${metric}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('consoleCurves.retraining.worseBy')}
        value={onError.worse_by}
        onChange={({ target }) => onChange({ on_error: { ...onError, worse_by: Number(target.value) } })}
      >
        {[...new Set([...shares, onError.worse_by])]
          .toSorted((left, right) => left - right)
          .map((share) => (
            <option key={share} value={share}>
              {format.percent(share)}
            </option>
          ))}
      </SelectField>
    </div>
  );
}
