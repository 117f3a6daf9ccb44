import { isAppError } from '../../platform/errors.ts';
import type { DataService } from '../data/index.ts';

/** What a metric is about, and when. */
interface Timed {
  definition: { dataset?: string; time: { field: string } };
}

/** The time of the newest record of what a metric is about; what lies ahead is a plan and counts as now. */
export async function findNewest(
  queries: Pick<DataService['queries'], 'run'>,
  organizationId: number,
  metric: Timed | undefined,
  now: Date,
): Promise<Date | null> {
  const { dataset, time } = metric?.definition ?? {};
  if (dataset === undefined || time === undefined || time.field.includes('.')) return null;
  try {
    const { rows } = await queries.run(organizationId, {
      dataset,
      measures: [{ name: 'newest', function: 'max', field: time.field }],
    });
    const found = rows[0]?.[0];
    if (typeof found !== 'string' && !(found instanceof Date)) return null;
    return new Date(Math.min(new Date(found).getTime(), now.getTime()));
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
}
