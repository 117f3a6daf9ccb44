import { staffFor } from '../../../numeric/index.ts';
import type { DemandPlan } from './demand-plan.ts';

/** People for each hour of a stretch. */
export interface Roster {
  /** On duty. */
  staff: Int32Array;
  staffHours: number;
  /** With absences. */
  paidHours: number;
  /** Requests, those in time, and the work they are, in hours of one person. */
  requests: number;
  inTime: number;
  workHours: number;
}

interface StaffingRequest {
  /** Requests that people on duty meet, by hour. */
  load: Float64Array;
  isOpen: (place: number) => boolean;
  handlingMinutes: number;
  target: DemandPlan['target'];
  shrinkage: number;
  maxOccupancy: number;
}

/** Below, one person has next to nothing to do. */
const LEAST_REQUESTS = 1e-6;
const MINUTES = 60;

/** The fewest people that keep the target in every open hour, one at least, by Erlang C. */
export function planRoster({
  load,
  isOpen,
  handlingMinutes,
  target,
  shrinkage,
  maxOccupancy,
}: StaffingRequest): Roster {
  const roster: Roster = {
    staff: new Int32Array(load.length),
    staffHours: 0,
    paidHours: 0,
    requests: 0,
    inTime: 0,
    workHours: 0,
  };
  const goal = { level: target.share, within: target.within_minutes, maxOccupancy };
  load.forEach((requests, place) => {
    if (!isOpen(place)) return;
    const rate = Math.max(LEAST_REQUESTS, requests) / MINUTES;
    const service = { arrivalRate: rate, handlingTime: handlingMinutes };
    const { staff, figures } = staffFor(service, goal);
    roster.staff[place] = staff;
    roster.staffHours += staff;
    roster.paidHours += staff / (1 - shrinkage);
    roster.requests += requests;
    roster.inTime += requests * figures.serviceLevel;
    roster.workHours += (requests * handlingMinutes) / MINUTES;
  });
  return roster;
}
