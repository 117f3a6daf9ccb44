import { useQuery } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import type { OneRecord } from '../../api/records.ts';
import { createRecord, recordQuery, removeRecord, updateRecord } from '../../api/records.ts';
import type { DatasetDetail } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useMay } from '../../ui/permission.tsx';
import { Segments } from '../../ui/segments.tsx';
import { ActionFault, Loaded } from '../../ui/states.tsx';
import { faultsByColumn, useRecordChange } from './record-change.ts';
import { RecordFields } from './record-fields.tsx';
import { RecordHistory } from './record-history.tsx';
import type { Texts } from './record-values.ts';
import { changedValues, textOf } from './record-values.ts';

interface RecordDialogProps {
  dataset: DatasetDetail;
  /** Null for a record that is only being written. */
  recordKey: string | null;
  onClose(): void;
}

type View = 'values' | 'history';

/** One record: its values to be changed, and what happened to it. */
export function RecordDialog({ dataset, recordKey, onClose }: RecordDialogProps) {
  const { t } = useMessages();
  const [view, setView] = useState<View>('values');
  const one = useQuery({ ...recordQuery(dataset.name, recordKey ?? ''), enabled: recordKey !== null });
  if (recordKey === null) return <RecordForm dataset={dataset} one={null} onClose={onClose} />;
  const choice = (
    <Segments<View>
      small
      label={t('consoleData.record.views')}
      value={view}
      options={[
        { value: 'values', label: t('consoleData.record.values') },
        { value: 'history', label: t('consoleData.record.history') },
      ]}
      onChange={setView}
    />
  );
  if (view === 'values' && one.data !== undefined) {
    return <RecordForm key={one.data.etag} dataset={dataset} one={one.data} onClose={onClose} above={choice} />;
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={<bdi>{recordKey}</bdi>}
      actions={<Button onClick={onClose}>{t('consoleData.close')}</Button>}
    >
      <div>{choice}</div>
      {view === 'history' ? (
        <RecordHistory dataset={dataset} recordKey={recordKey} />
      ) : (
        <Loaded query={one}>{() => null}</Loaded>
      )}
    </Dialog>
  );
}

interface RecordFormProps {
  dataset: DatasetDetail;
  one: OneRecord | null;
  onClose(): void;
  above?: ReactNode;
}

function RecordForm({ dataset, one, onClose, above }: RecordFormProps) {
  const { t, format } = useMessages();
  const plain = format.numberFormat({ maximumFractionDigits: 10, useGrouping: false });
  const mayUpdate = useMay('data:update');
  const mayRemove = useMay('data:delete');
  const [before] = useState<Texts>(() =>
    Object.fromEntries(
      dataset.columns.map((column) => [column.name, textOf(one?.record.values[column.name], column, plain)]),
    ),
  );
  const [texts, setTexts] = useState(before);
  const [faulty, setFaulty] = useState<readonly string[]>([]);
  const formId = useId();
  const change = useRecordChange(dataset, onClose);
  const mayWrite = one === null || mayUpdate;

  const save = () => {
    const found = changedValues(dataset.columns, before, texts, format.numberFormat({ maximumFractionDigits: 10 }));
    setFaulty(found.faulty);
    if (found.faulty.length > 0) return;
    if (one !== null && Object.keys(found.values).length === 0) return onClose();
    change.mutate(
      one === null
        ? { said: t('consoleData.record.added'), run: () => createRecord(dataset.name, found.values) }
        : {
            said: t('consoleData.record.saved', { key: one.record.key }),
            run: () => updateRecord(dataset.name, one, found.values),
          },
    );
  };
  const remove = (key: string) =>
    change.mutate({ said: t('consoleData.record.removed', { key }), run: () => removeRecord(dataset.name, key) });
  const refused = faultsByColumn(change.error);

  return (
    <Dialog
      open
      onClose={onClose}
      title={one === null ? t('consoleData.records.add') : <bdi>{one.record.key}</bdi>}
      actions={
        <>
          {one !== null && mayRemove && (
            <span className="push-start">
              <Button kind="danger" icon={Trash2} onClick={() => remove(one.record.key)}>
                {t('consoleData.record.remove')}
              </Button>
            </span>
          )}
          <Button onClick={onClose}>{t(mayWrite ? 'consoleData.cancel' : 'consoleData.close')}</Button>
          {mayWrite && (
            <Button type="submit" form={formId} kind="primary" busy={change.isPending}>
              {t('consoleData.save')}
            </Button>
          )}
        </>
      }
    >
      {above !== undefined && <div>{above}</div>}
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault();
          if (mayWrite) save();
        }}
      >
        <RecordFields
          columns={dataset.columns}
          texts={texts}
          isReadOnly={!mayWrite}
          faultOf={(name) => (faulty.includes(name) ? t('consoleData.record.notNumber') : refused.get(name))}
          onChange={(name, text) => setTexts((now) => ({ ...now, [name]: text }))}
        />
      </form>
      {change.error !== null && refused.size === 0 && <ActionFault error={change.error} />}
    </Dialog>
  );
}
