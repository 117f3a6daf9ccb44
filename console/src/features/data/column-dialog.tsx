import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { previewRemoval, removeColumn, retypeColumn, updateColumn } from '../../api/columns.ts';
import { refetchAfterJob } from '../../api/jobs.ts';
import type { Column, ColumnType, Retyping } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Note } from '../../ui/note.tsx';
import { useMay } from '../../ui/permission.tsx';
import { ActionFault, Loaded, Skeleton } from '../../ui/states.tsx';
import { columnTypeOf, columnTypes } from './column-types.ts';

interface ColumnDialogProps {
  name: string;
  column: Column;
  onClose(): void;
}

/** A column's name, label and type to be changed; another type says beforehand what would become of the values. */
export function ColumnDialog(props: ColumnDialogProps) {
  const [removing, setRemoving] = useState(false);
  return removing ? (
    <RemoveColumn {...props} onBack={() => setRemoving(false)} />
  ) : (
    <EditColumn {...props} onRemove={() => setRemoving(true)} />
  );
}

/** What is to be changed of a column, and what would become of its values. */
function useColumnEdit({ name, column, onClose }: ColumnDialogProps) {
  const queryClient = useQueryClient();
  const [called, setCalled] = useState(column.name);
  const [label, setLabel] = useState(column.label);
  const [type, setType] = useState<ColumnType>(column.type);
  const [losing, setLosing] = useState(false);
  const isRetyped = type !== column.type;
  const preview = useQuery({
    queryKey: ['datasets', name, 'retyping', column.name, type],
    queryFn: () => retypeColumn(name, column.name, { type, preview: true }),
    enabled: isRetyped,
    staleTime: 0,
  });
  const save = useMutation({
    mutationFn: async () => {
      const change = {
        ...(called.trim() !== column.name && { name: called.trim() }),
        ...(label.trim() !== column.label && { label: label.trim() }),
      };
      if (Object.keys(change).length > 0) await updateColumn(name, column.name, change);
      if (isRetyped) {
        await retypeColumn(name, change.name ?? column.name, { type, preview: false, lose_values: losing });
      }
    },
    onSuccess: onClose,
    onSettled: () => refetchAfterJob(queryClient, ['datasets'], ['records', name], ['profiles', name]),
  });
  const isDecided = !isRetyped || (preview.data !== undefined && (preview.data.lost === 0 || losing));
  const isReady = isDecided && called.trim() !== '' && label.trim() !== '';
  return { called, setCalled, label, setLabel, type, setType, losing, setLosing, isRetyped, preview, save, isReady };
}

function EditColumn({ onRemove, ...props }: ColumnDialogProps & { onRemove(): void }) {
  const { t } = useMessages();
  const { column, onClose } = props;
  const mayRemove = useMay('data:delete');
  const edit = useColumnEdit(props);
  const { called, setCalled, label, setLabel, type, setType, losing, setLosing, isRetyped, preview, save } = edit;
  return (
    <Dialog
      open
      onClose={onClose}
      title={<bdi className="mono">{column.name}</bdi>}
      actions={
        <>
          {mayRemove && (
            <span className="push-start">
              <Button kind="danger" icon={Trash2} onClick={onRemove}>
                {t('consoleData.columns.remove')}
              </Button>
            </span>
          )}
          <Button onClick={onClose}>{t('consoleData.cancel')}</Button>
          <Button kind="primary" busy={save.isPending} unavailable={!edit.isReady} onClick={() => save.mutate()}>
            {t('consoleData.save')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('consoleData.columns.name')}
        hint={t('consoleData.columns.nameHint')}
        value={called}
        maxLength={63}
        onChange={(event) => setCalled(event.target.value)}
      />
      <TextField
        label={t('consoleData.columns.label')}
        value={label}
        maxLength={200}
        onChange={(event) => setLabel(event.target.value)}
      />
      <SelectField
        label={t('console.columns.type')}
        value={type}
        onChange={(event) => {
          setLosing(false);
          setType(columnTypeOf(event.target.value));
        }}
      >
        {columnTypes.map((each) => (
          <option key={each} value={each}>
            {t(`console.type.${each}`)}
          </option>
        ))}
      </SelectField>
      {isRetyped && (
        <Loaded query={preview} skeleton={<Skeleton lines={2} />}>
          {(found) => <RetypeNote found={found} losing={losing} onLosing={setLosing} />}
        </Loaded>
      )}
      {save.isError && <ActionFault error={save.error} />}
    </Dialog>
  );
}

interface RetypeNoteProps {
  found: Retyping;
  losing: boolean;
  onLosing(losing: boolean): void;
}

function RetypeNote({ found, losing, onLosing }: RetypeNoteProps) {
  const { t, format } = useMessages();
  if (found.lost === 0) {
    return (
      <Note tone="good" title={t('consoleData.retype.fits', { count: found.values })}>
        {found.shortened > 0 && <p>{t('consoleData.retype.shortened', { count: found.shortened })}</p>}
      </Note>
    );
  }
  return (
    <Note title={t('consoleData.retype.lost', { lost: found.lost, values: format.integer(found.values) })}>
      <p className="small">
        <bdi className="mono">{found.examples.slice(0, 5).join(' · ')}</bdi>
      </p>
      <label className="check">
        <input type="checkbox" checked={losing} onChange={(event) => onLosing(event.target.checked)} />
        <span>{t('consoleData.retype.lose')}</span>
      </label>
    </Note>
  );
}

/** What would go with the column. It cannot be taken back, so it is asked. */
function RemoveColumn({ name, column, onClose, onBack }: ColumnDialogProps & { onBack(): void }) {
  const { t, format } = useMessages();
  const queryClient = useQueryClient();
  const removal = useQuery({
    queryKey: ['datasets', name, 'removal', column.name],
    queryFn: () => previewRemoval(name, column.name),
    staleTime: 0,
  });
  const uses = removal.data?.uses ?? [];
  const remove = useMutation({
    mutationFn: () => removeColumn(name, column.name, uses.length > 0),
    onSuccess: onClose,
    onSettled: () => refetchAfterJob(queryClient, ['datasets'], ['records', name], ['profiles', name]),
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('consoleData.columns.removeNamed', { column: column.name })}
      description={t('consoleData.columns.removeLead')}
      actions={
        <>
          <Button onClick={onBack}>{t('consoleData.cancel')}</Button>
          <Button
            kind="danger"
            busy={remove.isPending}
            unavailable={removal.data === undefined}
            onClick={() => remove.mutate()}
          >
            {t('consoleData.columns.remove')}
          </Button>
        </>
      }
    >
      <Loaded query={removal} skeleton={<Skeleton lines={2} />}>
        {({ values }) => (
          <Note tone="warn" title={t('consoleData.columns.wouldGo', { count: values })}>
            {uses.length > 0 && (
              <p>{t('consoleData.columns.usedBy', { uses: format.list(uses.map((use) => use.name)) })}</p>
            )}
          </Note>
        )}
      </Loaded>
      {remove.isError && <ActionFault error={remove.error} />}
    </Dialog>
  );
}
