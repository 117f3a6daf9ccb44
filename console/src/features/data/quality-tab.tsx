import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Play, Plus, ShieldCheck, WandSparkles } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { isOver, jobQuery } from '../../api/jobs.ts';
import { alertsQuery, rulesQuery, runRules } from '../../api/quality.ts';
import type { DatasetDetail } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useMay } from '../../ui/permission.tsx';
import { ActionFault, Empty, Loaded } from '../../ui/states.tsx';
import { AlertsCard } from './alerts-card.tsx';
import { ConstraintsCard } from './constraints-card.tsx';
import { RulesTable } from './rules-table.tsx';
import './quality.css';

// The machinery of dialogs is fetched only where somebody needs it.
const RuleDialog = lazy(async () => ({ default: (await import('./rule-dialog.tsx')).RuleDialog }));
const SuggestionsDialog = lazy(async () => ({
  default: (await import('./suggestions-dialog.tsx')).SuggestionsDialog,
}));

interface QualityTabProps {
  dataset: DatasetDetail;
  organization: string;
}

/** What is expected of the rows, what of it does not hold, and what every row keeps in any case. */
export function QualityTab({ dataset, organization }: QualityTabProps) {
  const { t } = useMessages();
  const rules = useQuery(rulesQuery(dataset.name));
  const alerts = useQuery(alertsQuery(dataset.name));
  const mayUpdate = useMay('data:update');
  const [open, setOpen] = useState<'rule' | 'suggestions' | null>(null);
  const run = useRun(dataset.name);
  const close = () => setOpen(null);
  const actions = mayUpdate && (
    <>
      <Button icon={WandSparkles} onClick={() => setOpen('suggestions')}>
        {t('consoleQuality.suggest')}
      </Button>
      <Button icon={Plus} onClick={() => setOpen('rule')}>
        {t('consoleQuality.add')}
      </Button>
    </>
  );
  return (
    <>
      {alerts.data !== undefined && alerts.data.items.length > 0 && (
        <AlertsCard alerts={alerts.data.items} dataset={dataset} organization={organization} />
      )}
      <Card
        className="quality-rules"
        title={t('consoleQuality.rules')}
        subtitle={t('consoleQuality.lead')}
        aside={
          rules.data !== undefined &&
          rules.data.items.length > 0 && (
            <>
              {run.error !== null && <ActionFault error={run.error} />}
              {mayUpdate && (
                <Button icon={Play} busy={run.isRunning} onClick={run.start}>
                  {t('consoleQuality.run')}
                </Button>
              )}
              {actions}
            </>
          )
        }
        flush
      >
        <Loaded query={rules}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty
                icon={ShieldCheck}
                text={t('consoleQuality.none')}
                action={<div className="row row-wrap">{actions}</div>}
              />
            ) : (
              <RulesTable rules={items} dataset={dataset} organization={organization} />
            )
          }
        </Loaded>
      </Card>
      <ConstraintsCard dataset={dataset} />
      <Suspense>
        {open === 'rule' && <RuleDialog dataset={dataset} onClose={close} />}
        {open === 'suggestions' && <SuggestionsDialog name={dataset.name} onClose={close} />}
      </Suspense>
    </>
  );
}

/** Asks all rules at once, and fetches what came of it. */
function useRun(name: string) {
  const queryClient = useQueryClient();
  const [jobId, setJobId] = useState<string | null>(null);
  const start = useMutation({ mutationFn: () => runRules(name), onSuccess: (started) => setJobId(started.job_id) });
  const job = useQuery({ ...jobQuery(jobId ?? ''), enabled: jobId !== null }).data;
  const over = job !== undefined && isOver(job);
  useEffect(() => {
    if (over) void queryClient.invalidateQueries({ queryKey: ['quality', name] });
  }, [over, queryClient, name]);
  return {
    start: () => start.mutate(),
    isRunning: start.isPending || (jobId !== null && !over),
    error: start.error,
  };
}
