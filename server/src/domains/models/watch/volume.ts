import { VOLUME_FACTOR } from './thresholds.ts';

export type VolumeState = 'not_enough' | 'usual' | 'quiet' | 'busy';

export interface Volume {
  last_day: number;
  /** The median of the days before; null while there are too few. */
  usual: number | null;
  state: VolumeState;
}

export interface DayCount {
  at: Date;
  predictions: number;
}

const DAY_MS = 86_400_000;
const LEAST_DAYS = 7;

/** Compares the last day with those before it, of which each counts once however often it was looked at. */
export function judgeVolume(lastDay: number, now: Date, past: readonly DayCount[]): Volume {
  const byDay = new Map<number, number>();
  for (const { at, predictions } of past) {
    const daysAgo = Math.floor((now.getTime() - at.getTime()) / DAY_MS);
    if (daysAgo >= 1 && !byDay.has(daysAgo)) byDay.set(daysAgo, predictions);
  }
  const days = [...byDay.values()].toSorted((left, right) => left - right);
  const usual = days[Math.floor(days.length / 2)];
  if (days.length < LEAST_DAYS || usual === undefined) return { last_day: lastDay, usual: null, state: 'not_enough' };
  return { last_day: lastDay, usual, state: stateOf(lastDay, usual) };
}

function stateOf(lastDay: number, usual: number): VolumeState {
  if (lastDay * VOLUME_FACTOR < usual) return 'quiet';
  return lastDay > usual * VOLUME_FACTOR && usual > 0 ? 'busy' : 'usual';
}
