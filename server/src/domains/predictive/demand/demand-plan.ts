import type { Fault } from '../../../platform/errors.ts';
import type { Need } from '../kind.ts';
import { predictiveErrors } from '../predictive.errors.ts';
import { type DemandRequest, weekdays, type Weekday } from './demand.schema.ts';

/** First hour, and the hour at which it closes; null: closed all day. */
export type DayHours = { from: number; to: number } | null;

/** What is asked, with every default filled in. */
export interface DemandPlan {
  horizon_days: number;
  history_weeks: number;
  by: 'queue' | 'contact' | 'none';
  target: { share: number; within_minutes: number };
  handling_minutes: number | Record<string, number> | null;
  shrinkage: number;
  max_occupancy: number;
  /** Null: learned from the requests. */
  opening_hours: Record<Weekday, DayHours> | null;
  wage_per_hour: number | null;
  /** Null: those of the organization's country. */
  holidays: string[] | null;
  detail_days: number;
}

/** @throws AppError parameters_invalid */
export function prepareDemand(request: DemandRequest): DemandPlan {
  const opening: Partial<Record<Weekday, DayHours>> | undefined = request.opening_hours;
  const faults = weekdays.flatMap((weekday): Fault<'hours_reversed'>[] => {
    const hours = opening?.[weekday] ?? null;
    const pointer = `/parameters/opening_hours/${weekday}`;
    return hours && hours.from >= hours.to ? [{ pointer, code: 'hours_reversed' }] : [];
  });
  if (faults.length > 0) throw predictiveErrors.parameters_invalid({ count: faults.length }, { faults });
  const of = (weekday: Weekday): DayHours => opening?.[weekday] ?? null;
  return {
    horizon_days: request.horizon_days ?? 28,
    history_weeks: request.history_weeks ?? 156,
    by: request.by ?? 'queue',
    target: request.target ?? { share: 0.8, within_minutes: 30 },
    handling_minutes: request.handling_minutes ?? null,
    shrinkage: request.shrinkage ?? 0.3,
    max_occupancy: request.max_occupancy ?? 0.9,
    opening_hours: opening
      ? {
          monday: of('monday'),
          tuesday: of('tuesday'),
          wednesday: of('wednesday'),
          thursday: of('thursday'),
          friday: of('friday'),
          saturday: of('saturday'),
          sunday: of('sunday'),
        }
      : null,
    wage_per_hour: request.wage_per_hour ?? null,
    holidays: request.holidays ?? null,
    detail_days: request.detail_days ?? 14,
  };
}

export function needsOfDemand({ by }: DemandPlan): Need[] {
  return [
    {
      dataset: 'service_requests',
      columns: { opened_at: 'time', ...(by === 'none' ? {} : { [by]: 'any' }) },
    },
  ];
}
