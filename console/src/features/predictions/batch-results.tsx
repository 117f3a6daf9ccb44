import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { Download, Square } from 'lucide-react';
import { batchFileAddress, batchRejectionsAddress, resultsQuery } from '../../api/batches.ts';
import { downloadFile } from '../../api/download.ts';
import { cancelJob, isOver, jobQuery } from '../../api/jobs.ts';
import type { Batch, BatchResult, Model } from '../../api/types.ts';
import { labelValue } from '../../lib/label-value.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { DataValue } from '../../ui/data-value.tsx';
import { Note } from '../../ui/note.tsx';
import { ProgressBar } from '../../ui/progress.tsx';
import { ActionFault, Loaded } from '../../ui/states.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';

interface BatchProps {
  model: Model;
  batch: Batch;
}

/** One batch: how far it is, or what came out, row by row and as a file. */
export function BatchResults({ model, batch }: BatchProps) {
  const { t } = useMessages();
  const name = batch.dataset ?? batch.file_name ?? t('consoleWatch.batches.file');
  return (
    <Card title={<bdi>{name}</bdi>} aside={batch.finished_at !== null && <Downloads batch={batch} />}>
      {batch.finished_at === null ? <Running batch={batch} /> : <Results model={model} batch={batch} />}
    </Card>
  );
}

function Running({ batch }: { batch: Batch }) {
  const { t, format } = useMessages();
  const job = useQuery(jobQuery(batch.job_id)).data;
  const cancel = useMutation({ mutationFn: () => cancelJob(batch.job_id) });
  const total = batch.rows_total ?? 0;
  if (job !== undefined && isOver(job) && job.status !== 'succeeded') {
    return (
      <Note tone={job.status === 'failed' ? 'bad' : 'info'} title={job.error?.title ?? t('consoleWatch.batches.ended')}>
        {job.error !== null && <p>{job.error?.detail}</p>}
      </Note>
    );
  }
  return (
    <div className="stack">
      <ProgressBar share={job?.progress ?? 0} label={t('consoleWatch.batches.running')} />
      <div className="row">
        <span className="secondary num">
          {t('consoleWatch.batches.soFar', { rows: batch.rows_scored, total })}
          {job !== undefined && job.eta_seconds !== null && job.eta_seconds >= 1 && (
            <> · {t('console.jobs.left', { time: format.duration(job.eta_seconds) })}</>
          )}
        </span>
        <span className="push-end">
          <Button size="small" kind="quiet" icon={Square} busy={cancel.isPending} onClick={() => cancel.mutate()}>
            {t('consoleWatch.batches.stop')}
          </Button>
        </span>
      </div>
    </div>
  );
}

function Downloads({ batch }: { batch: Batch }) {
  const { t } = useMessages();
  const name = batch.dataset ?? batch.file_name?.replace(/\.\w+$/, '') ?? 'file';
  const download = useMutation({
    mutationFn: (isRejected: boolean) =>
      isRejected
        ? downloadFile(batchRejectionsAddress(batch.id), `${name}-rejected.csv`)
        : downloadFile(batchFileAddress(batch.id), `${name}-predictions-${batch.id}.csv`),
  });
  return (
    <>
      {download.isError && <ActionFault error={download.error} />}
      {batch.rows_rejected > 0 && (
        <Button size="small" icon={Download} onClick={() => download.mutate(true)}>
          {t('consoleWatch.batches.rejected', { rows: batch.rows_rejected })}
        </Button>
      )}
      <Button size="small" icon={Download} busy={download.isPending} onClick={() => download.mutate(false)}>
        {t('consoleWatch.batches.download')}
      </Button>
    </>
  );
}

function Results({ model, batch }: BatchProps) {
  const { t } = useMessages();
  const results = useInfiniteQuery(resultsQuery(batch.id));
  const classifies = model.model_type === 'classification';
  return (
    <Loaded query={results}>
      {({ pages }) => (
        <>
          <p className="secondary">
            {t('consoleWatch.batches.result', {
              rows: batch.rows_scored,
              skipped: batch.rows_without_features + batch.rows_rejected,
            })}
          </p>
          <TableScroll label={t('consoleWatch.batches.rows')}>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{batch.key_column ?? t('consoleWatch.batches.row')}</th>
                  <th scope="col" className={classifies ? undefined : 'end'}>
                    {t('consoleModels.result.answer')}
                  </th>
                  {classifies && (
                    <th scope="col" className="end">
                      {t('consoleModels.result.confidence')}
                    </th>
                  )}
                </tr>
              </thead>
              <tbody>
                {pages
                  .flatMap(({ items }) => items)
                  .map((row) => (
                    <ResultRow key={row.row} model={model} row={row} />
                  ))}
              </tbody>
            </table>
          </TableScroll>
          {results.hasNextPage && (
            <p className="more">
              <Button busy={results.isFetchingNextPage} onClick={() => void results.fetchNextPage()}>
                {t('consoleModels.more')}
              </Button>
            </p>
          )}
        </>
      )}
    </Loaded>
  );
}

function ResultRow({ model, row }: { model: Model; row: BatchResult }) {
  const { format } = useMessages();
  const classifies = model.model_type === 'classification';
  return (
    <tr>
      <th scope="row">
        <bdi className="num">{row.key ?? format.integer(row.row)}</bdi>
      </th>
      <td className={classifies ? undefined : 'end'}>
        <ResultAnswer model={model} row={row} />
      </td>
      {classifies && (
        <td className="end">{row.confidence_score === null ? '' : format.percent(row.confidence_score)}</td>
      )}
    </tr>
  );
}

const severities = ['low', 'medium', 'high', 'critical'] as const;

/** A class, a severity, a group, or an amount with its interval. */
function ResultAnswer({ model, row }: { model: Model; row: BatchResult }) {
  const { t, rich, format } = useMessages();
  const { prediction, label, interval } = row;
  if (prediction === null) return <span className="faint">{t('console.value.none')}</span>;
  if (model.model_type === 'anomaly_detection') {
    const severity = severities.find((each) => each === label);
    return severity === undefined ? (
      <span className="secondary">{t('consoleModels.answer.usual')}</span>
    ) : (
      <span className="medium">{t(`console.severity.${severity}`)}</span>
    );
  }
  if (model.model_type === 'clustering') {
    return prediction < 0
      ? t('consoleModels.answer.noGroup')
      : t('consoleModels.answer.group', { number: String(prediction) });
  }
  if (label !== undefined) return <DataValue value={labelValue(label)} />;
  return (
    <span className="num nowrap">
      <bdi className="semibold">{format.figure(prediction)}</bdi>
      {interval !== undefined && (
        <span className="small faint">
          {' '}
          {rich('consoleModels.result.range', {
            lower: format.figure(interval.lower),
            upper: format.figure(interval.upper),
          })}
        </span>
      )}
    </span>
  );
}
