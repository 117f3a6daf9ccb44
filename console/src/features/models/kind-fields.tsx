import type { ReactNode } from 'react';
import type { Column, DatasetDetail } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { choiceParam } from '../../lib/url-state.ts';
import { Card } from '../../ui/card.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Segments } from '../../ui/segments.tsx';
import { nameColumns, numberColumns, timeColumns } from './kind-definition.ts';
import type { KindDraft } from './kind-draft.ts';
import { rarities } from './kind-draft.ts';

interface FieldsProps {
  dataset: DatasetDetail;
  draft: KindDraft;
}

const periods = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const;

/** Which number goes on, and by which moments it is put in order. */
export function SeriesFields({ dataset, draft: { choice, change } }: FieldsProps) {
  const { t } = useMessages();
  const times = timeColumns(dataset.columns);
  return (
    <Card title={t('consoleKinds.columns')}>
      <div className="kind-fields">
        <ColumnField
          label={t('consoleKinds.series.value')}
          columns={numberColumns(dataset.columns)}
          value={choice.value}
          onChange={(target) => change({ target })}
        />
        <ColumnField
          label={t('consoleKinds.series.time')}
          hint={times.length === 0 ? t('consoleKinds.series.noTime') : undefined}
          columns={times}
          value={choice.time}
          onChange={(time) => change({ time })}
        />
        <ColumnField
          label={t('consoleKinds.series.by')}
          hint={t('consoleKinds.series.byHint')}
          columns={nameColumns(dataset.columns).filter(({ name }) => name !== choice.value)}
          value={choice.by}
          none={t('consoleKinds.series.byNone')}
          onChange={(by) => change({ by: by === 'none' ? undefined : by })}
        />
      </div>
    </Card>
  );
}

/** How rows become one value a period. */
export function SeriesOptions({ draft: { choice, change } }: Pick<FieldsProps, 'draft'>) {
  const { t } = useMessages();
  return (
    <>
      <SelectField
        label={t('consoleKinds.series.period')}
        value={choice.period ?? ''}
        onChange={(event) => change({ period: choiceParam(event.target.value, periods) })}
      >
        <option value="">{t('consoleKinds.auto')}</option>
        {periods.map((period) => (
          <option key={period} value={period}>
            {t(`consoleKinds.period.${period}`)}
          </option>
        ))}
      </SelectField>
      <div>
        <p className="label">{t('consoleKinds.series.aggregate')}</p>
        <Segments
          label={t('consoleKinds.series.aggregate')}
          value={choice.aggregate ?? 'sum'}
          options={[
            { value: 'sum', label: t('consoleKinds.series.sum') },
            { value: 'mean', label: t('consoleKinds.series.mean') },
          ]}
          onChange={(aggregate) => change({ aggregate: aggregate === 'mean' ? 'mean' : undefined })}
        />
      </div>
      <TextField
        label={t('consoleKinds.series.horizon')}
        hint={t('consoleKinds.series.horizonHint')}
        type="number"
        className="num"
        min={1}
        max={400}
        placeholder={t('consoleKinds.auto')}
        defaultValue={choice.horizon ?? ''}
        onChange={(event) => change({ horizon: event.target.value === '' ? undefined : event.target.value })}
      />
    </>
  );
}

/** Whose a row is and what was taken; how much and when, where that is known. */
export function OffersFields({ dataset, draft: { choice, change } }: FieldsProps) {
  const { t } = useMessages();
  const names = nameColumns(dataset.columns);
  return (
    <Card title={t('consoleKinds.columns')}>
      <div className="kind-fields">
        <ColumnField
          label={t('consoleKinds.offers.who')}
          columns={names}
          value={choice.who}
          onChange={(who) => change({ who })}
        />
        <ColumnField
          label={t('consoleKinds.offers.what')}
          columns={names}
          value={choice.what}
          onChange={(what) => change({ what })}
        />
        <ColumnField
          label={t('consoleKinds.offers.amount')}
          columns={numberColumns(dataset.columns)}
          value={choice.amount}
          none={t('consoleKinds.offers.noAmount')}
          onChange={(amount) => change({ amount: amount === 'none' ? undefined : amount })}
        />
        <ColumnField
          label={t('consoleKinds.offers.time')}
          columns={timeColumns(dataset.columns)}
          value={choice.time}
          none={t('consoleKinds.offers.noTime')}
          onChange={(time) => change({ time })}
        />
      </div>
    </Card>
  );
}

export function RarityField({ draft: { rarity, change } }: Pick<FieldsProps, 'draft'>) {
  const { t, format } = useMessages();
  return (
    <div>
      <p className="label">{t('consoleKinds.anomalies.rare')}</p>
      <Segments
        label={t('consoleKinds.anomalies.rare')}
        value={rarity}
        options={rarities.map((value) => ({
          value,
          label: format.percent(Number(value) / 100, value === '0.5' ? 1 : 0),
        }))}
        onChange={(rare) => change({ rare })}
      />
    </div>
  );
}

const groupCounts = ['2', '3', '4', '5', '6', '7', '8', '9', '10'] as const;

export function GroupsField({ draft: { choice, change } }: Pick<FieldsProps, 'draft'>) {
  const { t, format } = useMessages();
  return (
    <SelectField
      label={t('consoleKinds.segments.groups')}
      value={choice.groups ?? ''}
      onChange={(event) => change({ groups: choiceParam(event.target.value, groupCounts) })}
    >
      <option value="">{t('consoleKinds.segments.auto')}</option>
      {groupCounts.map((count) => (
        <option key={count} value={count}>
          {format.integer(Number(count))}
        </option>
      ))}
    </SelectField>
  );
}

interface ColumnFieldProps {
  label: string;
  hint?: ReactNode;
  columns: readonly Column[];
  value: string | undefined;
  /** What is said of leaving it out, where that is possible. */
  none?: string;
  onChange(name: string): void;
}

function ColumnField({ label, hint, columns, value, none, onChange }: ColumnFieldProps) {
  const { t } = useMessages();
  const known = columns.some(({ name }) => name === value) ? value : undefined;
  return (
    <SelectField
      label={label}
      hint={hint}
      value={known ?? (none === undefined ? '' : 'none')}
      onChange={(event) => onChange(event.target.value)}
    >
      {none === undefined ? (
        <option value="" disabled>
          {t('consoleModels.newModel.choose')}
        </option>
      ) : (
        <option value="none">{none}</option>
      )}
      {columns.map(({ name }) => (
        <option key={name} value={name} translate="no">
          {name}
        </option>
      ))}
    </SelectField>
  );
}
