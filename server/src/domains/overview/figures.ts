import type { Cache } from '../../platform/cache/cache.ts';
import type { Database } from '../../platform/db/database.ts';
import type { DataService } from '../data/index.ts';
import { findNewest } from './freshness.ts';
import { type Comparison, listKeyMetrics, readKeyFigures } from './key-figures.ts';
import { findHome } from './overview.repository.ts';
import { periodOf, type PeriodName } from './period.ts';

/** Figures are at most so old; new data are there at once, since the key tells of them. */
const TTL_SECONDS = 60;

interface FiguresDeps {
  database: Database;
  cache: Pick<Cache, 'cached'>;
  data: Pick<DataService, 'metrics' | 'queries'>;
  now(): Date;
}

/** All that the figures depend on. */
interface FiguresState {
  period: PeriodName;
  compare: Comparison;
  /** When data last came in. */
  updatedAt: string | null;
  today: string;
}

/** The figures of a period, kept for a while: many people open the same dashboard. */
export function createFigures({ database, cache, data, now }: FiguresDeps) {
  const { metrics, queries } = data;
  return cache.cached(
    { keyPrefix: 'overview.figures', ttlSeconds: TTL_SECONDS },
    async (organizationId: number, { period: name, compare, today }: FiguresState) => {
      const wanted = await listKeyMetrics(metrics, organizationId);
      const { timeZone } = await findHome(database.tenant(organizationId), organizationId);
      const newest = await findNewest(queries, organizationId, wanted[0], now());
      const period = periodOf(name, newest && dayIn(timeZone, newest), today);
      const keyFigures = await readKeyFigures(metrics, organizationId, { wanted, period, compare });
      return { period, keyFigures, dataTo: newest?.toISOString() ?? null };
    },
  );
}

function dayIn(timeZone: string, moment: Date): string {
  const parts = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  return new Intl.DateTimeFormat('en-CA', parts).format(moment);
}
