import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { importQuery } from '../../api/datasets.ts';
import { undoImport } from '../../api/imports.ts';
import { activeJobsQuery, isOver, jobQuery, refetchAfterJob } from '../../api/jobs.ts';
import type { DataImport, Job } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useMay } from '../../ui/permission.tsx';
import { ProgressBar } from '../../ui/progress.tsx';
import { ActionFault } from '../../ui/states.tsx';

/** Takes a whole import back, follows how far that is, also after a reload, and says what came of it. */
export function UndoImport({ dataImport }: { dataImport: DataImport }) {
  const { t } = useMessages();
  const queryClient = useQueryClient();
  const mayUndo = useMay('data:delete');
  const [started, setStarted] = useState<string | null>(null);
  const active = useQuery(activeJobsQuery).data ?? [];
  const running = active.find((job) => job.kind === 'import_undo' && isOf(job, dataImport));
  const jobId = started ?? running?.id ?? null;
  const job = useQuery({ ...jobQuery(jobId ?? ''), enabled: jobId !== null }).data;
  const undo = useMutation({
    mutationFn: () => undoImport(dataImport.id),
    onSuccess: ({ job_id: id }) => setStarted(id),
  });

  const over = job !== undefined && isOver(job);
  useEffect(() => {
    if (over) void refetchAfterJob(queryClient, importQuery(dataImport.id).queryKey, ['datasets'], ['imports']);
  }, [over, dataImport.id, queryClient]);

  if (dataImport.undone_at !== null) return <Undone dataImport={dataImport} />;
  if (jobId !== null && !over) {
    return (
      <div className="stack-small undo-progress">
        <p className="small secondary">{t('consoleData.undo.running')}</p>
        <ProgressBar share={job?.progress ?? 0} label={t('consoleData.undo.running')} />
      </div>
    );
  }
  if (!mayUndo || (dataImport.rows_imported ?? 0) === 0) return null;
  return (
    <div className="row row-wrap">
      <Button icon={Undo2} busy={undo.isPending} onClick={() => undo.mutate()}>
        {t('consoleData.undo.action')}
      </Button>
      <span className="small faint">{t('consoleData.undo.hint')}</span>
      {undo.isError && <ActionFault error={undo.error} />}
      {job?.status === 'failed' && (
        <span className="small tone-bad" role="alert">
          {job.error?.detail ?? t('console.errors.fault.detail')}
        </span>
      )}
    </div>
  );
}

function isOf({ subject }: Job, { id }: DataImport): boolean {
  return subject.kind === 'import' && subject.id === id;
}

function Undone({ dataImport }: { dataImport: DataImport }) {
  const { t, format } = useMessages();
  const { undo } = dataImport;
  return (
    <Note tone="info" title={t('consoleData.undo.done')}>
      {undo !== null && (
        <p>
          {t('consoleData.undo.outcome', { removed: undo.rows_removed, restored: undo.rows_restored })}{' '}
          {undo.rows_left > 0 &&
            t('consoleData.undo.left', { count: undo.rows_left, which: format.list(undo.left.slice(0, 5)) })}
        </p>
      )}
    </Note>
  );
}
