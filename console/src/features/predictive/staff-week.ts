import type { DemandResult } from '../../api/types.ts';

type Queue = Pick<DemandResult['queues'][number], 'week'>;

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** A mean week over some queues: days from Monday (0) on, hours, and what each of them takes. */
export function weekOf(queues: readonly Queue[]) {
  const cells = queues.flatMap(({ week }) => week);
  const isStaff = cells.length > 0 && cells.every(({ staff }) => staff !== null);
  const sums = new Map<string, number>();
  for (const { weekday, hour, staff, requests } of cells) {
    const name = `${weekdays.indexOf(weekday)} ${hour}`;
    sums.set(name, (sums.get(name) ?? 0) + ((isStaff ? staff : requests) ?? 0));
  }
  return {
    days: inOrder(cells.map(({ weekday }) => weekdays.indexOf(weekday))),
    hours: inOrder(cells.map(({ hour }) => hour)),
    at: (day: number, hour: number): number | null => sums.get(`${day} ${hour}`) ?? null,
    most: Math.max(0, ...sums.values()),
    /** Whether people are counted; otherwise requests are. */
    isStaff,
  };
}

const inOrder = (values: number[]): number[] => [...new Set(values)].toSorted((left, right) => left - right);
