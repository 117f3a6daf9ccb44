import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Dataset, Metric } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import type { Question } from '../../lib/question.ts';
import { grains, periods } from '../../lib/question.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Conditions } from '../../ui/conditions.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { isTime } from './build-question.ts';
import { FigureFields } from './figure-fields.tsx';
import { useMetricNames } from './metric-names.ts';

type Change = { [Name in keyof Question]: Question[Name] | undefined };

interface QuestionFormProps {
  question: Question;
  datasets: readonly Dataset[];
  metrics: readonly Metric[];
  onChange(change: Change): void;
}

const mostGroups = 4;
const comparisons = ['previous_period', 'previous_year'] as const;

/** The question from top to bottom: of what, which figures, by what, when, and which rows. */
export function QuestionForm(props: QuestionFormProps) {
  const { t } = useMessages();
  const { question, datasets, metrics, onChange } = props;
  const metric = metrics.find(({ name }) => name === question.metric);
  const dataset = metric === undefined ? datasets.find(({ name }) => name === question.dataset) : undefined;
  return (
    <Card className="question-form">
      <div className="stack">
        <SourceField {...props} />
        {dataset !== undefined && (
          <>
            <FigureFields question={question} columns={dataset.columns} onChange={onChange} />
            <Groups
              chosen={question.by ?? []}
              names={dataset.columns.filter((column) => !isTime(column)).map(({ name }) => name)}
              onChange={(by) => onChange({ by })}
            />
            <TimeFields
              question={question}
              times={dataset.columns.filter(isTime).map(({ name }) => name)}
              onChange={onChange}
            />
            <Part label={t('consoleQuestions.rows')}>
              <Conditions
                label={t('consoleQuestions.rows')}
                columns={dataset.columns}
                conditions={question.where ?? []}
                onChange={(where) => onChange({ where: where.length === 0 ? undefined : where })}
              />
            </Part>
          </>
        )}
        {metric !== undefined && (
          <>
            <Groups chosen={question.by ?? []} names={dimensionsOf(metric)} onChange={(by) => onChange({ by })} />
            <TimeFields question={question} times={null} onChange={onChange} />
          </>
        )}
      </div>
    </Card>
  );
}

function Part({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <p className="label">{label}</p>
      {children}
    </div>
  );
}

function dimensionsOf({ definition }: Metric): string[] {
  const { dimensions } = definition;
  if (!Array.isArray(dimensions)) return [];
  return dimensions.flatMap((dimension: unknown) =>
    typeof dimension === 'object' && dimension !== null && 'name' in dimension ? [String(dimension.name)] : [],
  );
}

/** Where nothing is known of the new source, the rest of the old question would not fit: it begins anew. */
function SourceField({ question, datasets, metrics, onChange }: QuestionFormProps) {
  const { t } = useMessages();
  const nameOf = useMetricNames();
  const blank = { figures: undefined, ratio: undefined, by: undefined, where: undefined, compare: undefined };
  const choose = (value: string) => {
    const [kind, ...rest] = value.split(':');
    const name = rest.join(':');
    if (kind === 'metric') {
      return onChange({ ...blank, metric: name, dataset: undefined, time: undefined, grain: 'month', period: '12m' });
    }
    const time = datasets.find((dataset) => dataset.name === name)?.columns.find(isTime)?.name;
    onChange({
      ...blank,
      dataset: name === '' ? undefined : name,
      metric: undefined,
      time,
      grain: time === undefined ? undefined : 'month',
      period: time === undefined ? undefined : '12m',
    });
  };
  const value = question.metric === undefined ? `dataset:${question.dataset ?? ''}` : `metric:${question.metric}`;
  return (
    <SelectField label={t('consoleQuestions.source')} value={value} onChange={(event) => choose(event.target.value)}>
      <option value="dataset:">{t('consoleQuestions.choose')}</option>
      {metrics.length > 0 && (
        <optgroup label={t('consoleQuestions.metrics')}>
          {metrics.map((metric) => (
            <option key={metric.name} value={`metric:${metric.name}`}>
              {nameOf(metric)}
            </option>
          ))}
        </optgroup>
      )}
      <optgroup label={t('console.nav.datasets')}>
        {datasets.map(({ name, label }) => (
          <option key={name} value={`dataset:${name}`} translate="no">
            {label}
          </option>
        ))}
      </optgroup>
    </SelectField>
  );
}

interface GroupsProps {
  chosen: readonly string[];
  names: readonly string[];
  onChange(by: string[] | undefined): void;
}

function Groups({ chosen, names, onChange }: GroupsProps) {
  const { t } = useMessages();
  const free = names.filter((name) => !chosen.includes(name));
  const [next] = free;
  const keep = (by: string[]) => onChange(by.length === 0 ? undefined : by);
  if (names.length === 0) return null;
  return (
    <Part label={t('consoleQuestions.by')}>
      <div className="question-lines">
        {chosen.map((name, index) => (
          <div key={name} className="question-line">
            <Choice
              label={t('consoleQuestions.group', { number: index + 1 })}
              value={name}
              options={[name, ...free].map((each) => ({ value: each, label: each, isName: true }))}
              onChange={(other) => keep(chosen.map((each) => (each === name ? other : each)))}
            />
            <button
              type="button"
              className="icon-button"
              aria-label={t('consoleQuestions.removeGroup', { column: name })}
              onClick={() => keep(chosen.filter((each) => each !== name))}
            >
              <Icon as={X} size={14} />
            </button>
          </div>
        ))}
        {next !== undefined && chosen.length < mostGroups && (
          <Button size="small" kind="quiet" icon={Plus} onClick={() => keep([...chosen, next])}>
            {t('consoleQuestions.addGroup')}
          </Button>
        )}
      </div>
    </Part>
  );
}

interface TimeFieldsProps {
  question: Question;
  /** Columns to choose from; null where there is nothing to choose. */
  times: readonly string[] | null;
  onChange(change: Change): void;
}

function TimeFields({ question, times, onChange }: TimeFieldsProps) {
  const { t } = useMessages();
  if (times !== null && times.length === 0) return null;
  const needsPeriod = times === null;
  const time = question.time ?? times?.[0];
  return (
    <Part label={t('consoleQuestions.time')}>
      <div className="question-pairs">
        {times !== null && times.length > 1 && (
          <Choice
            label={t('consoleQuestions.timeColumn')}
            value={time ?? ''}
            options={times.map((name) => ({ value: name, label: name, isName: true }))}
            onChange={(next) => onChange({ time: next })}
          />
        )}
        <Choice
          label={t('consoleQuestions.period')}
          value={question.period ?? (needsPeriod ? '12m' : 'all')}
          options={[
            ...(needsPeriod ? [] : [{ value: 'all' as const, label: t('consoleQuestions.period.all') }]),
            ...periods.map((period) => ({ value: period, label: t(`consoleQuestions.period.${period}`) })),
          ]}
          onChange={(period) =>
            onChange(period === 'all' ? { period: undefined, compare: undefined } : { time, period })
          }
        />
        <Choice
          label={t('consoleQuestions.grain')}
          value={question.grain ?? 'none'}
          options={[
            { value: 'none' as const, label: t('consoleQuestions.grain.none') },
            ...grains.map((grain) => ({ value: grain, label: t(`consoleQuestions.grain.${grain}`) })),
          ]}
          onChange={(grain) => onChange(grain === 'none' ? { grain: undefined } : { time, grain })}
        />
        {(question.period !== undefined || needsPeriod) && (
          <Choice
            label={t('consoleQuestions.compare')}
            value={question.compare ?? 'none'}
            options={[
              { value: 'none' as const, label: t('consoleQuestions.compare.none') },
              ...comparisons.map((each) => ({ value: each, label: t(`console.dashboard.compare.${each}`) })),
            ]}
            onChange={(compare) => onChange({ compare: compare === 'none' ? undefined : compare })}
          />
        )}
      </div>
    </Part>
  );
}
