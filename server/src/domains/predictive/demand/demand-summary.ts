import type { Phrase } from '../kind.ts';
import type { DemandResult } from './demand.schema.ts';
import type { DemandPlan } from './demand-plan.ts';

/** More of the requests than this outside of the opening hours is worth a word. */
const MANY_OUTSIDE = 0.05;

/** What came out, as sentences without words. */
export function summarizeDemand(result: DemandResult, plan: DemandPlan): Phrase[] {
  return [...sayVolume(result), ...sayStaff(result), ...sayRecent(result, plan), ...sayCaveats(result)];
}

function sayVolume({ dates }: DemandResult): Phrase[] {
  const requests = dates.reduce((sum, each) => sum + each.requests, 0);
  const [busiest] = dates.toSorted((one, other) => other.requests - one.requests);
  if (!busiest) return [];
  return [
    {
      key: 'predictive.demand.total',
      tone: 'finding',
      params: {
        requests: Math.round(requests),
        days: dates.length,
        from: { day: dates[0]?.date ?? busiest.date },
        busiest: { day: busiest.date },
        most: Math.round(busiest.requests),
      },
    },
  ];
}

function sayStaff({ staffing, currency, dates }: DemandResult): Phrase[] {
  if (!staffing) return [];
  const target = { share: { share: staffing.share }, minutes: staffing.within_minutes };
  const found: Phrase[] = [
    {
      key: 'predictive.demand.staff',
      tone: 'finding',
      params: { ...target, hours: Math.round(staffing.paid_hours), days: dates.length },
    },
  ];
  if (staffing.cost === null) return found;
  found.push({
    key: 'predictive.demand.cost',
    tone: 'finding',
    params: { cost: { money: staffing.cost, currency } },
  });
  const pooled = staffing.pooled?.extra_cost ?? 0;
  if (pooled < 0) {
    const saved = { money: -pooled, currency };
    found.push({ key: 'predictive.demand.pooled', tone: 'finding', params: { saved } });
  }
  const faster = staffing.alternatives.find(({ share, within_minutes: within }) => {
    return share === staffing.share && within === staffing.within_minutes / 2;
  });
  if (faster && faster.extra_cost !== null && faster.extra_cost > 0) {
    const extra = { money: faster.extra_cost, currency };
    found.push({
      key: 'predictive.demand.faster',
      tone: 'finding',
      params: { minutes: { rounded: faster.within_minutes, digits: 1 }, extra },
    });
  }
  return found;
}

function sayRecent({ recent }: DemandResult, { target }: DemandPlan): Phrase[] {
  if (!recent || recent.share === null) return [];
  return [
    {
      key: recent.share >= target.share ? 'predictive.demand.met' : 'predictive.demand.missed',
      tone: 'finding',
      params: {
        weeks: recent.weeks,
        measured: { share: recent.share },
        wanted: { share: target.share },
        minutes: target.within_minutes,
      },
    },
  ];
}

function sayCaveats({ staffing, history, opening_hours: opening, queues }: DemandResult): Phrase[] {
  const found: Phrase[] = [];
  if (!staffing) found.push({ key: 'predictive.demand.no_staffing', tone: 'caveat' });
  if (opening.is_learned) found.push({ key: 'predictive.demand.hours_learned', tone: 'caveat' });
  if (history.outside_hours > MANY_OUTSIDE) {
    found.push({
      key: 'predictive.demand.outside_hours',
      tone: 'caveat',
      params: { share: { share: history.outside_hours } },
    });
  }
  const [largest] = queues;
  if (!largest?.accuracy) found.push({ key: 'predictive.accuracy.unknown', tone: 'caveat' });
  else {
    const { daily, hourly } = largest.accuracy;
    const isNaiveBetter = (daily.naive.wape ?? 0) < (daily.wape ?? 0);
    found.push({
      key: isNaiveBetter ? 'predictive.demand.naive_better' : 'predictive.demand.measured',
      tone: 'caveat',
      params: {
        day: { share: daily.wape ?? 0 },
        naive: { share: daily.naive.wape ?? 0 },
        hour: { share: hourly.wape ?? 0 },
      },
    });
  }
  return found;
}
