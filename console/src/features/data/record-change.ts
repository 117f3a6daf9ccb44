import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError } from '../../api/errors.ts';
import { undoChange } from '../../api/records.ts';
import type { DatasetDetail } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { offerUndo } from '../../lib/undo.ts';

/** What was done can be taken back for a while; whatever shows records is then fetched anew. */
export function useRecordChange(dataset: DatasetDetail, onDone: () => void) {
  const { t } = useMessages();
  const queryClient = useQueryClient();
  const refetch = () =>
    Promise.all(
      [['records', dataset.name], ['datasets'], ['profiles', dataset.name]].map((queryKey) =>
        queryClient.invalidateQueries({ queryKey }),
      ),
    );
  return useMutation({
    mutationFn: (change: { said: string; run(): Promise<string | null> }) => change.run(),
    onSuccess: (changeSet, { said }) => {
      void refetch();
      onDone();
      if (changeSet === null) return;
      const undo = async () => {
        await undoChange(dataset.name, changeSet);
        await refetch();
      };
      offerUndo({
        text: said,
        undo: () =>
          void undo().catch(() => offerUndo({ text: t('consoleData.record.notUndone'), undo: () => void undo() })),
      });
    },
  });
}

/** The server's faults by the column that they point to. */
export function faultsByColumn(error: Error | null): Map<string, string> {
  if (!(error instanceof ApiError)) return new Map();
  return new Map(
    error.faults.flatMap(({ pointer, detail }) => {
      const place = /^\/(?:records\/0|values)\/(.+)$/.exec(pointer)?.[1];
      return place === undefined ? [] : [[place.replaceAll('~1', '/').replaceAll('~0', '~'), detail] as const];
    }),
  );
}
