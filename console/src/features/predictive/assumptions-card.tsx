import { Calculator } from 'lucide-react';
import type { FormEvent } from 'react';
import { useState } from 'react';
import type { Analysis } from '../../api/types.ts';
import type { MessageKey } from '../../lib/messages/message-keys.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { parseNumber } from '../../lib/parse-number.ts';
import type { Subject } from '../../lib/subjects.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import type { Assumption, Assumptions } from './assumptions.ts';
import { assumptions, assumptionsOf, isWithin, parametersOf } from './assumptions.ts';
import { Refusal } from './refusal.tsx';
import type { Ask } from './use-ask.ts';

interface AssumptionsCardProps {
  analysis: Analysis;
  subject: Subject;
  organization: string;
  ask: Ask;
}

/** What the answer takes for granted; assumed otherwise, it is computed anew. */
export function AssumptionsCard({ analysis, subject, organization, ask }: AssumptionsCardProps) {
  const { t } = useMessages();
  const [assumed, setAssumed] = useState<Assumptions>(() => assumptionsOf(subject, analysis.parameters));
  const [faulty, setFaulty] = useState<ReadonlySet<string>>(new Set());
  const change = (path: string, value: number | string | null, isFault: boolean) => {
    setAssumed((now) => ({ ...now, [path]: value }));
    setFaulty((now) => new Set([...[...now].filter((each) => each !== path), ...(isFault ? [path] : [])]));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (faulty.size === 0 && !ask.isPending)
      ask.start(parametersOf(subject, assumed, t('consoleOutlook.revenue.whatIf')));
  };
  return (
    <Card title={t('consoleOutlook.assumptions')}>
      <form onSubmit={submit} noValidate>
        <fieldset className="outlook-assumptions" disabled={!ask.isAllowed}>
          <legend className="hidden-visually">{t('consoleOutlook.assumptions')}</legend>
          {assumptions[subject].map((each) => (
            <AssumptionField
              key={each.path}
              assumption={each}
              label={t(labelOf(subject, each.path))}
              value={assumed[each.path] ?? null}
              onChange={(value, isFault) => change(each.path, value, isFault)}
            />
          ))}
          {ask.isAllowed && (
            <div className="row row-wrap">
              <Button type="submit" icon={Calculator} busy={ask.isPending} unavailable={faulty.size > 0}>
                {t('consoleOutlook.anew')}
              </Button>
              <Refusal error={ask.error} organization={organization} />
            </div>
          )}
        </fieldset>
      </form>
    </Card>
  );
}

const labels = {
  'customers horizon_days': 'consoleOutlook.assume.valueDays',
  'customers contact_cost': 'consoleOutlook.assume.contactCost',
  'customers save_rate': 'consoleOutlook.assume.saveRate',
  'customers margin': 'consoleOutlook.assume.margin',
  'stock order_cost': 'consoleOutlook.assume.orderCost',
  'stock holding_rate': 'consoleOutlook.assume.holdingRate',
  'stock lead_time_days': 'consoleOutlook.assume.leadTime',
  'stock service_levels.a': 'consoleOutlook.assume.levelA',
  'stock service_levels.b': 'consoleOutlook.assume.levelB',
  'stock service_levels.c': 'consoleOutlook.assume.levelC',
  'service horizon_days': 'consoleOutlook.assume.daysAhead',
  'service target.share': 'consoleOutlook.assume.targetShare',
  'service target.within_minutes': 'consoleOutlook.assume.targetMinutes',
  'service handling_minutes': 'consoleOutlook.assume.handling',
  'service shrinkage': 'consoleOutlook.assume.shrinkage',
  'service wage_per_hour': 'consoleOutlook.assume.wage',
  'revenue grain': 'consoleOutlook.assume.grain',
  'revenue horizon': 'consoleOutlook.assume.periods',
  'revenue dimension': 'consoleOutlook.assume.dimension',
  'revenue what_if.0.price_change': 'consoleOutlook.assume.price',
  'revenue what_if.0.spend_change': 'consoleOutlook.assume.spend',
} as const satisfies Record<string, MessageKey>;

function labelOf(subject: Subject, path: string): MessageKey {
  const name = `${subject} ${path}`;
  const found = Object.entries(labels).find(([each]) => each === name);
  return found?.[1] ?? 'consoleOutlook.assumptions';
}

interface AssumptionFieldProps {
  assumption: Assumption;
  label: string;
  value: number | string | null;
  onChange(value: number | string | null, isFault: boolean): void;
}

const choiceNames = {
  day: 'consoleOutlook.by.day',
  week: 'consoleOutlook.by.week',
  month: 'consoleOutlook.by.month',
  quarter: 'consoleOutlook.by.quarter',
  region: 'consoleOutlook.by.region',
  channel: 'consoleOutlook.by.channel',
  segment: 'consoleOutlook.by.segment',
  category: 'consoleOutlook.by.category',
} as const satisfies Record<string, MessageKey>;

function AssumptionField({ assumption, label, value, onChange }: AssumptionFieldProps) {
  const { t } = useMessages();
  if (assumption.kind !== 'choice') {
    return <NumberField assumption={assumption} label={label} value={value} onChange={onChange} />;
  }
  return (
    <SelectField
      label={label}
      value={value ?? ''}
      onChange={({ target }) => onChange(target.value === '' ? null : target.value, false)}
    >
      {assumption.isOptional === true && <option value="">{t('consoleOutlook.assume.none')}</option>}
      {Object.entries(choiceNames)
        .filter(([name]) => assumption.choices.includes(name))
        .map(([name, key]) => (
          <option key={name} value={name}>
            {t(key)}
          </option>
        ))}
    </SelectField>
  );
}

interface NumberFieldProps extends Omit<AssumptionFieldProps, 'assumption'> {
  assumption: Exclude<Assumption, { kind: 'choice' }>;
}

/** Shares are typed in percent. */
function NumberField({ assumption, label, value, onChange }: NumberFieldProps) {
  const { t, format } = useMessages();
  const scale = assumption.kind === 'percent' ? 100 : 1;
  const write = (number: number) => format.exact(Number((number * scale).toPrecision(8)));
  const [text, setText] = useState(() => (typeof value === 'number' ? write(value) : ''));
  const read = (typed: string): { value: number | null; isFault: boolean } => {
    if (typed.trim() === '') return { value: null, isFault: assumption.isOptional !== true };
    const number = parseNumber(typed, format.numberFormat({ maximumFractionDigits: 10 }));
    const found = number === null ? null : Number((number / scale).toPrecision(12));
    const isWhole = assumption.kind !== 'integer' || Number.isInteger(found);
    return { value: found, isFault: found === null || !isWhole || !isWithin(assumption, found) };
  };
  const { isFault } = read(text);
  return (
    <TextField
      label={label}
      inputMode="decimal"
      value={text}
      error={
        isFault && t('consoleOutlook.assume.between', { least: write(assumption.min), most: write(assumption.max) })
      }
      onChange={({ target }) => {
        setText(target.value);
        const found = read(target.value);
        onChange(found.value, found.isFault);
      }}
    />
  );
}
