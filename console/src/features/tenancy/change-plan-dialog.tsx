import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { planQuery, plansQuery, updatePlan, usageQuery } from '../../api/plan.ts';
import { sessionQuery } from '../../api/session.ts';
import type { PlanOutcome } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Segments } from '../../ui/segments.tsx';
import { ActionFault, Loaded } from '../../ui/states.tsx';
import { usePlanNames } from './plan-names.ts';

/** Shows what another plan would change before it does. */
export function ChangePlanDialog({ current, onClose }: { current: string; onClose(): void }) {
  const { t } = useMessages();
  const names = usePlanNames();
  const queryClient = useQueryClient();
  const offered = useQuery(plansQuery).data?.items ?? [];
  const [wanted, setWanted] = useState(current);
  const isOther = wanted !== current;
  const preview = useQuery({
    queryKey: ['plan', 'preview', wanted],
    queryFn: () => updatePlan({ plan: wanted, dry_run: true }),
    enabled: isOther,
    gcTime: 0,
  });
  const change = useMutation({
    mutationFn: () => updatePlan({ plan: wanted, dry_run: false }),
    onSuccess: async () => {
      const stale = [planQuery.queryKey, usageQuery.queryKey, sessionQuery.queryKey, ['models']];
      await Promise.all(stale.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('consoleSettings.plan.change')}
      description={t('consoleSettings.plan.changeLead')}
      actions={
        <>
          <Button onClick={onClose}>{t('consoleSettings.cancel')}</Button>
          <Button
            kind="primary"
            busy={change.isPending}
            unavailable={preview.data === undefined}
            onClick={() => change.mutate()}
          >
            {t('consoleSettings.plan.to', { plan: names.plan(wanted) })}
          </Button>
        </>
      }
    >
      <Segments
        label={t('consoleSettings.plan.change')}
        value={wanted}
        options={offered.map(({ plan }) => ({ value: plan, label: names.plan(plan) }))}
        onChange={setWanted}
      />
      {isOther && <Loaded query={preview}>{(outcome) => <Outcome outcome={outcome} />}</Loaded>}
      {change.isError && <ActionFault error={change.error} />}
    </Dialog>
  );
}

function Outcome({ outcome: { changes, retention } }: { outcome: PlanOutcome }) {
  const { t, rich, format } = useMessages();
  const namesOf = (items: readonly { name: string }[]) => format.list(items.map(({ name }) => name));
  const frozen = changes.flatMap((each) => each.frozen);
  const thawed = changes.flatMap((each) => each.thawed);
  return (
    <div className="stack-small" role="status">
      {frozen.length > 0 && <p>{rich('consoleSettings.plan.wouldFreeze', { names: namesOf(frozen) })}</p>}
      {thawed.length > 0 && <p>{rich('consoleSettings.plan.wouldThaw', { names: namesOf(thawed) })}</p>}
      {frozen.length + thawed.length === 0 && <p>{t('consoleSettings.plan.wouldKeep')}</p>}
      {retention.shorter_from !== null && (
        <p>
          {t('consoleSettings.plan.shorterFrom', {
            date: format.date(retention.shorter_from),
            days: retention.plan_days,
          })}
        </p>
      )}
    </div>
  );
}
