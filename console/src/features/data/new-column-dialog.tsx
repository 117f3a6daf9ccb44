import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { createColumn } from '../../api/columns.ts';
import { datasetQuery } from '../../api/datasets.ts';
import type { ColumnType } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { columnTypeOf, columnTypes } from './column-types.ts';

export function NewColumnDialog({ name, onClose }: { name: string; onClose(): void }) {
  const { t } = useMessages();
  const queryClient = useQueryClient();
  const [column, setColumn] = useState('');
  const [type, setType] = useState<ColumnType>('text');
  const [tried, setTried] = useState(false);
  const create = useMutation({
    mutationFn: () => createColumn(name, { name: column.trim(), type }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: datasetQuery(name).queryKey });
      onClose();
    },
  });
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    setTried(true);
    if (column.trim() !== '' && !create.isPending) create.mutate();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('consoleData.columns.add')}
      description={t('consoleData.columns.addLead')}
      actions={
        <>
          <Button onClick={onClose}>{t('consoleData.cancel')}</Button>
          <Button kind="primary" busy={create.isPending} onClick={() => submit()}>
            {t('consoleData.columns.add')}
          </Button>
        </>
      }
    >
      <form className="stack" onSubmit={submit}>
        <TextField
          label={t('consoleData.columns.name')}
          error={tried && column.trim() === '' ? t('consoleData.columns.nameMissing') : undefined}
          value={column}
          maxLength={63}
          onChange={(event) => setColumn(event.target.value)}
        />
        <SelectField
          label={t('console.columns.type')}
          value={type}
          onChange={(event) => setType(columnTypeOf(event.target.value))}
        >
          {columnTypes.map((each) => (
            <option key={each} value={each}>
              {t(`console.type.${each}`)}
            </option>
          ))}
        </SelectField>
      </form>
      {create.isError && <ActionFault error={create.error} />}
    </Dialog>
  );
}
