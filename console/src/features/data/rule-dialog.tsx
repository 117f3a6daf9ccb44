import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createRule, previewRule } from '../../api/quality.ts';
import type { DatasetDetail, NewQualityRule, QualityRule, RulePreview } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { parseNumber } from '../../lib/parse-number.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Note } from '../../ui/note.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { KindFields } from './kind-fields.tsx';
import type { RuleDraft } from './rule-draft.ts';
import { blankDraft, ruleOf, suits } from './rule-draft.ts';
import './quality.css';

const kinds = [
  'not_blank',
  'unique',
  'in_range',
  'one_of',
  'pattern',
  'reference',
  'condition',
  'fresh',
  'volume',
  'drift',
] as const satisfies readonly NewQualityRule['kind'][];
const severities = ['low', 'medium', 'high'] as const satisfies readonly QualityRule['severity'][];

/** A rule said in plain words, tried out on the rows that are there before it is kept. */
export function RuleDialog({ dataset, onClose }: { dataset: DatasetDetail; onClose(): void }) {
  const { t, format } = useMessages();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<RuleDraft>({ ...blankDraft, column: dataset.columns[0]?.name ?? '' });
  const type = dataset.columns.find(({ name }) => name === draft.column)?.type ?? 'text';
  const rule = ruleOf(draft, type, (text) => parseNumber(text, format.numberFormat({ maximumFractionDigits: 10 })));
  const preview = useMutation({ mutationFn: (body: NewQualityRule) => previewRule(dataset.name, body) });
  const create = useMutation({
    mutationFn: (body: NewQualityRule) => createRule(dataset.name, body),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['quality', dataset.name] });
      onClose();
    },
  });
  const change = (next: Partial<RuleDraft>) => {
    preview.reset();
    setDraft((now) => ({ ...now, ...next }));
  };
  const error = create.error ?? preview.error;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('consoleQuality.add')}
      actions={
        <>
          <Button onClick={onClose}>{t('consoleData.cancel')}</Button>
          <Button
            busy={preview.isPending}
            unavailable={rule === null}
            onClick={() => rule !== null && preview.mutate(rule)}
          >
            {t('consoleQuality.try')}
          </Button>
          <Button
            kind="primary"
            busy={create.isPending}
            unavailable={rule === null}
            onClick={() => rule !== null && create.mutate(rule)}
          >
            {t('consoleQuality.make')}
          </Button>
        </>
      }
    >
      <RuleFields dataset={dataset} draft={draft} onChange={change} />
      {preview.data !== undefined && <Tried preview={preview.data} />}
      {error !== null && <ActionFault error={error} />}
    </Dialog>
  );
}

interface RuleFieldsProps {
  dataset: DatasetDetail;
  draft: RuleDraft;
  onChange(change: Partial<RuleDraft>): void;
}

function RuleFields({ dataset, draft, onChange }: RuleFieldsProps) {
  const { t } = useMessages();
  const { kind } = draft;
  const columns = dataset.columns.filter((column) => suits(kind, column.type));
  const isOfColumn = kind !== 'condition' && kind !== 'volume';
  const isOfRows = kind !== 'fresh' && kind !== 'volume' && kind !== 'drift';
  const changeKind = (next: NewQualityRule['kind']) => {
    const fits = dataset.columns.filter((column) => suits(next, column.type));
    const column = fits.find(({ name }) => name === draft.column) ?? fits[0];
    onChange({ kind: next, column: column?.name ?? '' });
  };
  return (
    <div className="stack">
      <div className="rule-pair">
        <SelectField
          label={t('consoleQuality.kind')}
          value={kind}
          onChange={(event) => changeKind(kinds.find((each) => each === event.target.value) ?? 'not_blank')}
        >
          {kinds.map((each) => (
            <option key={each} value={each}>
              {t(`consoleQuality.kind.${each}`)}
            </option>
          ))}
        </SelectField>
        {isOfColumn && (
          <SelectField
            label={t('consoleQuality.column')}
            value={draft.column}
            onChange={(event) => onChange({ column: event.target.value })}
          >
            {columns.length === 0 && <option value="">{t('console.value.none')}</option>}
            {columns.map(({ name }) => (
              <option key={name} value={name} translate="no">
                {name}
              </option>
            ))}
          </SelectField>
        )}
      </div>
      <KindFields dataset={dataset} draft={draft} onChange={onChange} />
      <div className="rule-pair">
        {isOfRows && (
          <TextField
            label={t('consoleQuality.allowed')}
            value={draft.allowed}
            inputMode="decimal"
            onChange={(event) => onChange({ allowed: event.target.value })}
          />
        )}
        <SelectField
          label={t('consoleQuality.severity')}
          value={draft.severity}
          onChange={(event) =>
            onChange({ severity: severities.find((each) => each === event.target.value) ?? 'medium' })
          }
        >
          {severities.map((each) => (
            <option key={each} value={each}>
              {t(`console.severity.${each}`)}
            </option>
          ))}
        </SelectField>
      </div>
      <TextField
        label={t('consoleQuality.name')}
        hint={t('consoleQuality.nameHint')}
        value={draft.name}
        maxLength={200}
        onChange={(event) => onChange({ name: event.target.value })}
      />
    </div>
  );
}

function Tried({ preview }: { preview: RulePreview }) {
  const { format } = useMessages();
  const tone = preview.outcome === 'held' ? 'good' : preview.outcome === 'broken' ? 'warn' : 'info';
  const shown = preview.examples
    .slice(0, 5)
    .map(({ record, value }) => (value === null ? record : `${record} (${value})`));
  return (
    <Note tone={tone} title={preview.sentence} urgent>
      <p>{preview.text}</p>
      {shown.length > 0 && (
        <p className="small">
          <bdi>{format.list(shown)}</bdi>
        </p>
      )}
    </Note>
  );
}
