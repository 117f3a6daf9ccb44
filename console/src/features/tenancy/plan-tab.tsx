import { useQuery } from '@tanstack/react-query';
import { Check, Minus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { planQuery, plansQuery, usageQuery } from '../../api/plan.ts';
import type { Entitlement, OfferedPlan, Plan } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Note } from '../../ui/note.tsx';
import { Permitted, useMay } from '../../ui/permission.tsx';
import { Loaded } from '../../ui/states.tsx';
import { usePlanNames } from './plan-names.ts';
import { UsageRow } from './usage-row.tsx';
import './plan.css';

// The machinery of dialogs is fetched only where somebody needs it.
const ChangePlanDialog = lazy(async () => ({
  default: (await import('./change-plan-dialog.tsx')).ChangePlanDialog,
}));

export function PlanTab() {
  return (
    <Permitted to="tenancy:read">
      <PlanAndUsage />
    </Permitted>
  );
}

function PlanAndUsage() {
  const plan = useQuery(planQuery);
  return (
    <div className="settings">
      <Loaded query={plan}>
        {(known) => (
          <>
            <Frozen plan={known} />
            <UsageCard plan={known} />
            <FeaturesCard plan={known} />
            <NextPlan plan={known} />
          </>
        )}
      </Loaded>
    </div>
  );
}

function Frozen({ plan }: { plan: Plan }) {
  const { t, rich, format } = useMessages();
  const items = plan.frozen.flatMap((each) => each.items);
  if (items.length === 0) return null;
  const names = format.list(items.map(({ name }) => name));
  return (
    <Note title={t('consoleSettings.plan.frozen', { count: items.length })}>
      <p className="small">{rich('consoleSettings.plan.frozenDetail', { names })}</p>
    </Note>
  );
}

function ChangePlan({ current }: { current: string }) {
  const { t } = useMessages();
  const names = usePlanNames();
  const mayChange = useMay('tenancy:own');
  const [changing, setChanging] = useState(false);
  return (
    <>
      <Chip tone="accent">{names.plan(current)}</Chip>
      {mayChange && (
        <Button size="small" onClick={() => setChanging(true)}>
          {t('consoleSettings.plan.change')}
        </Button>
      )}
      <Suspense>{changing && <ChangePlanDialog current={current} onClose={() => setChanging(false)} />}</Suspense>
    </>
  );
}

function UsageCard({ plan }: { plan: Plan }) {
  const { t } = useMessages();
  const usage = useQuery({ ...usageQuery, refetchInterval: 30_000 });
  return (
    <Card title={t('consoleSettings.plan.usage')} aside={<ChangePlan current={plan.plan} />}>
      <Loaded query={usage}>
        {(known) => (
          <ul className="usage">
            {known.usage.map((each) => (
              <UsageRow
                key={each.entitlement}
                usage={each}
                override={
                  plan.entitlements.find(({ entitlement }) => entitlement === each.entitlement)?.override ?? null
                }
              />
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}

function FeaturesCard({ plan }: { plan: Plan }) {
  const { t } = useMessages();
  const names = usePlanNames();
  const features = plan.entitlements.filter(({ kind }) => kind === 'feature' || kind === 'days');
  return (
    <Card title={t('consoleSettings.plan.features')}>
      <dl className="facts">
        {features.map((each) => (
          <Fact key={each.entitlement} name={names.entitlement(each.entitlement)} has={each.limit > 0}>
            {names.amount(each)}
          </Fact>
        ))}
      </dl>
    </Card>
  );
}

function Fact({ name, has, children }: { name: string; has: boolean; children: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className={has ? 'plan-fact' : 'plan-fact faint'}>
        <Icon as={has ? Check : Minus} size={14} />
        {children}
      </dd>
    </>
  );
}

/** What the next larger plan has more of; nothing where there is none. */
function NextPlan({ plan }: { plan: Plan }) {
  const { t } = useMessages();
  const names = usePlanNames();
  const offered = useQuery(plansQuery).data?.items ?? [];
  const next = nextPlan(offered, plan.plan);
  if (next === null) return null;
  const gains = next.entitlements.flatMap((each) => {
    const now = plan.entitlements.find(({ entitlement }) => entitlement === each.entitlement);
    return now !== undefined && each.limit > now.limit ? [{ now, each }] : [];
  });
  return (
    <Card title={t('consoleSettings.plan.next', { plan: names.plan(next.plan) })}>
      <dl className="facts">
        {gains.map(({ now, each }) => (
          <Gain key={each.entitlement} now={now} then={each} />
        ))}
      </dl>
    </Card>
  );
}

function Gain({ now, then }: { now: Entitlement; then: OfferedPlan['entitlements'][number] }) {
  const { t } = useMessages();
  const names = usePlanNames();
  return (
    <>
      <dt>{names.entitlement(then.entitlement)}</dt>
      <dd>
        <span className="medium">{names.amount(then)}</span>{' '}
        {now.limit > 0 && (
          <span className="small faint">{t('consoleSettings.plan.more', { before: names.amount(now) })}</span>
        )}
      </dd>
    </>
  );
}

function nextPlan(offered: readonly OfferedPlan[], current: string): OfferedPlan | null {
  const index = offered.findIndex(({ plan }) => plan === current);
  return index === -1 ? null : (offered[index + 1] ?? null);
}
