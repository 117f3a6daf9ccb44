import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { PencilLine } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { answeringRunsQuery, workflowNamesQuery } from '../../api/runs.ts';
import type { RunDetails } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { JsonView } from '../../ui/json-view.tsx';
import { useMay } from '../../ui/permission.tsx';
import { RunStatusChip } from './run-status.tsx';
import { triggerIcons, triggerKindOf } from './trigger-kind.ts';

const RetryWithDialog = lazy(async () => ({ default: (await import('./retry-with-dialog.tsx')).RetryWithDialog }));

interface StartCardProps {
  run: RunDetails;
  organization: string;
}

/** What started the run, what it came to, and what it led to. */
export function StartCard({ run, organization }: StartCardProps) {
  const { t, format } = useMessages();
  const kind = triggerKindOf(run.trigger_kind);
  const facts = factsOf(run.trigger);
  return (
    <Card title={t('consoleRuns.start.title')}>
      <div className="stack">
        <dl className="facts">
          <Fact name={t('consoleRuns.list.startedBy')}>
            <span className="row start-kind">
              <Icon as={triggerIcons[kind]} size={14} />
              {t(`consoleRuns.by.${kind}`)}
            </span>
          </Fact>
          {facts.event !== null && (
            <Fact name={t('consoleRuns.start.event')}>
              <bdi className="mono">{facts.event}</bdi>
            </Fact>
          )}
          <Fact name={t('consoleRuns.list.began')}>{format.dateTime(run.created_at)}</Fact>
          {run.finished_at !== null && (
            <Fact name={t('consoleRuns.start.ended')}>{format.dateTime(run.finished_at)}</Fact>
          )}
          {run.parent_run_id !== null && (
            <Fact name={t('consoleRuns.start.answers')}>
              <Link
                className="link mono"
                to="/o/$organization/runs/$runId"
                params={{ organization, runId: run.parent_run_id }}
              >
                {t('consoleRuns.start.failedRun')}
              </Link>
            </Fact>
          )}
          {facts.prediction !== null && facts.model !== null && (
            <Fact name={t('consoleRuns.start.prediction')}>
              <Link
                className="link"
                to="/o/$organization/models/$modelId/try"
                params={{ organization, modelId: facts.model }}
                search={{ prediction: facts.prediction }}
              >
                {t('consoleRuns.start.look')}
              </Link>
            </Fact>
          )}
          {facts.dataset !== null && (
            <Fact name={t('consoleRuns.start.record')}>
              <Link
                className="link"
                to="/o/$organization/datasets/$dataset"
                params={{ organization, dataset: facts.dataset }}
                search={{ tab: 'records', ...(facts.record !== null && { record: facts.record }) }}
              >
                <bdi>{facts.record === null ? facts.dataset : `${facts.dataset} · ${facts.record}`}</bdi>
              </Link>
            </Fact>
          )}
        </dl>
        <section className="stack-small">
          <h3 className="label">{t('consoleRuns.start.data')}</h3>
          <JsonView value={run.trigger} label={t('consoleRuns.start.data')} />
          {run.finished_at !== null && run.status !== 'succeeded' && <RetryWith run={run} />}
        </section>
        {run.status === 'failed' && <Answers run={run} organization={organization} />}
      </div>
    </Card>
  );
}

/** For what was begun with the wrong data. */
function RetryWith({ run }: { run: RunDetails }) {
  const { t } = useMessages();
  const [isOpen, setOpen] = useState(false);
  if (!useMay('ai_analytics:automation')) return null;
  return (
    <div>
      <Button size="small" icon={PencilLine} onClick={() => setOpen(true)}>
        {t('consoleRuns.retry.with')}
      </Button>
      <Suspense>{isOpen && <RetryWithDialog run={run} onClose={() => setOpen(false)} />}</Suspense>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** Runs of error workflows that this one's failure has started. */
function Answers({ run, organization }: StartCardProps) {
  const { t } = useMessages();
  const runs = useQuery(answeringRunsQuery(run.id)).data?.items ?? [];
  const names = useQuery(workflowNamesQuery).data;
  if (runs.length === 0) return null;
  return (
    <section className="stack-small">
      <h3 className="label">{t('consoleRuns.start.ledTo')}</h3>
      <ul className="stack-small">
        {runs.map((one) => (
          <li key={one.id} className="row">
            <Link
              className="link grow truncate"
              to="/o/$organization/runs/$runId"
              params={{ organization, runId: one.id }}
            >
              <bdi>{names?.get(one.workflow_id)?.name ?? t('consoleRuns.run.one')}</bdi>
            </Link>
            <RunStatusChip run={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface TriggerFacts {
  event: string | null;
  model: string | null;
  prediction: string | null;
  dataset: string | null;
  record: string | null;
}

/** What the data of a trigger say by names that the product's own events have. */
function factsOf(trigger: unknown): TriggerFacts {
  const data: Record<string, unknown> = typeof trigger === 'object' && trigger !== null ? { ...trigger } : {};
  const read = (name: string): string | null => {
    const value = data[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
  };
  return {
    event: read('event_type'),
    model: read('model_id'),
    prediction: read('prediction_id'),
    dataset: data['event_type'] === undefined ? null : read('table_name'),
    record: read('key'),
  };
}
