import { useMutation, useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleX, Download, ShieldCheck } from 'lucide-react';
import { downloadFile } from '../../api/download.ts';
import { isOver, jobQuery } from '../../api/jobs.ts';
import { cardQuery, exportAddress, startProof } from '../../api/models.ts';
import type { Model, ModelVersion } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { useMay } from '../../ui/permission.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { AlgorithmName } from './receipt-card.tsx';

interface VersionProps {
  model: Model;
  version: ModelVersion;
}

const shownSections = new Set(['purpose', 'data', 'limits']);
const mostTrials = 12;

/** What the model is for, where it comes from and where it ends, in the words of its card; and what was tried. */
export function BackgroundCards({ model, version }: VersionProps) {
  const { language } = useMessages();
  const card = useQuery(cardQuery(model.id, version.version, language)).data;
  return (
    <>
      {card?.sections
        .filter(({ key, paragraphs }) => shownSections.has(key) && paragraphs.length > 0)
        .map(({ key, title, paragraphs }) => (
          <Card key={key} title={title}>
            <ul className="stack-small secondary">
              {paragraphs.map((paragraph) => (
                <li key={paragraph} className="card-words">
                  {paragraph}
                </li>
              ))}
            </ul>
          </Card>
        ))}
      <TrialsCard trials={version.trials} />
    </>
  );
}

function TrialsCard({ trials }: Pick<ModelVersion, 'trials'>) {
  const { t, format } = useMessages();
  if (trials.length === 0) return null;
  const best = trials.toSorted((a, b) => Number(b.chosen) - Number(a.chosen) || a.score - b.score).slice(0, mostTrials);
  return (
    <Card
      title={t('consoleWatch.trials.title')}
      subtitle={t('consoleWatch.trials.count', { count: trials.length })}
      flush
    >
      <TableScroll label={t('consoleWatch.trials.title')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('consoleModelCard.receipt.algorithm')}</th>
              <th scope="col" className="wide-only">
                {t('consoleWatch.trials.settings')}
              </th>
              <th scope="col" className="end">
                {t('consoleWatch.trials.loss')}
              </th>
            </tr>
          </thead>
          <tbody>
            {best.map((trial, place) => (
              // The same method is tried with the same settings more than once; their order never changes.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={place}>
                <th scope="row">
                  <AlgorithmName algorithm={trial.algorithm} />{' '}
                  {trial.chosen && (
                    <Chip tone="good" icon={CircleCheck}>
                      {t('consoleWatch.trials.chosen')}
                    </Chip>
                  )}
                </th>
                <td className="wide-only small secondary wrap mono">
                  <bdi>
                    {Object.entries(trial.hyperparameters)
                      .map(([name, value]) => `${name} ${format.figure(value)}`)
                      .join(' · ')}
                  </bdi>
                </td>
                <td className="end">{format.figure(trial.score)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Card>
  );
}

/** Takes the version along, or proves that its receipt makes the same bytes again. */
export function ProofCard({ model, version }: VersionProps) {
  const { t } = useMessages();
  const mayManage = useMay('ai_analytics:manage');
  const proof = useMutation({ mutationFn: () => startProof(model.id, version.version) });
  const exported = useMutation({
    mutationFn: () =>
      downloadFile(exportAddress(model.id, version.version), `${model.model_name} v${version.version}.json`),
  });
  const jobId = proof.data?.job_id;
  const job = useQuery({ ...jobQuery(jobId ?? ''), enabled: jobId !== undefined }).data;
  const isDone = job !== undefined && isOver(job);
  const isSame = isDone && JSON.stringify(job.result).includes('"reproduced":true');
  if (!mayManage) return null;
  return (
    <Card title={t('consoleWatch.proof.title')}>
      <div className="stack">
        <p className="secondary small">{t('consoleWatch.proof.text')}</p>
        {isDone && (
          <output>
            <Chip tone={isSame ? 'good' : 'bad'} icon={isSame ? CircleCheck : CircleX}>
              {t(isSame ? 'consoleWatch.proof.same' : 'consoleWatch.proof.other')}
            </Chip>
          </output>
        )}
        {(proof.isError || exported.isError) && <ActionFault error={proof.error ?? exported.error} />}
        <div className="row row-wrap">
          <Button
            icon={ShieldCheck}
            busy={proof.isPending || (jobId !== undefined && !isDone)}
            onClick={() => proof.mutate()}
          >
            {t('consoleWatch.proof.prove')}
          </Button>
          <Button icon={Download} busy={exported.isPending} onClick={() => exported.mutate()}>
            {t('consoleWatch.proof.export')}
          </Button>
        </div>
      </div>
    </Card>
  );
}
