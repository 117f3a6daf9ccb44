import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Check, TriangleAlert } from 'lucide-react';
import { acknowledgeAlert } from '../../api/quality.ts';
import type { DatasetDetail, QualityAlert } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useNow } from '../../lib/now.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { useMay } from '../../ui/permission.tsx';
import { SeverityChip } from '../../ui/severity.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { RuleExamples } from './rule-examples.tsx';

interface AlertsCardProps {
  alerts: readonly QualityAlert[];
  dataset: DatasetDetail;
  organization: string;
}

/** Rules that do not hold now, with records that break them. */
export function AlertsCard({ alerts, dataset, organization }: AlertsCardProps) {
  const { t } = useMessages();
  return (
    <Card
      title={t('consoleQuality.alerts.title')}
      subtitle={
        <Chip tone="bad" icon={TriangleAlert}>
          <span className="num">{alerts.length}</span>
        </Chip>
      }
    >
      <ul className="alerts">
        {alerts.map((alert) => (
          <AlertLine key={alert.id} alert={alert} dataset={dataset} organization={organization} />
        ))}
      </ul>
    </Card>
  );
}

interface AlertLineProps {
  alert: QualityAlert;
  dataset: DatasetDetail;
  organization: string;
}

function AlertLine({ alert, dataset, organization }: AlertLineProps) {
  const { t, format } = useMessages();
  const nowMs = useNow();
  const queryClient = useQueryClient();
  const mayUpdate = useMay('data:update');
  const known = useMutation({
    mutationFn: () => acknowledgeAlert(alert.id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['quality', dataset.name] }),
  });
  return (
    <li className="stack-small">
      <span className="row row-wrap">
        <SeverityChip severity={alert.severity} />
        <span className="medium">{alert.rule.name ?? alert.rule.sentence}</span>
        <span className="small faint push-end">
          {t('consoleQuality.alerts.since', { when: format.relative(alert.opened_at, nowMs) })}
        </span>
        {alert.acknowledged_at === null ? (
          mayUpdate && (
            <Button size="small" icon={Check} busy={known.isPending} onClick={() => known.mutate()}>
              {t('consoleQuality.alerts.acknowledge')}
            </Button>
          )
        ) : (
          <Chip icon={Check}>{t('consoleQuality.alerts.known')}</Chip>
        )}
      </span>
      <span className="secondary">{alert.text}</span>
      <RuleExamples
        examples={alert.examples}
        kind={alert.rule.kind}
        dataset={dataset.name}
        organization={organization}
      />
      {known.isError && <ActionFault error={known.error} />}
    </li>
  );
}
