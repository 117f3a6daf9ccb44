import { queryOptions } from '@tanstack/react-query';
import type { Grain } from '../lib/series-points.ts';
import { answer, api } from './client.ts';
import type { Model } from './types.ts';

/** What a series was before its forecast: one value a period, as its model puts rows together. */
export function pastQuery(model: Model, grain: Grain, from: string) {
  const { dataset, time_column: time = '' } = model.training_data_source;
  const value = model.target_column ?? '';
  const aggregate = model.training_options.series?.aggregate === 'mean' ? ('avg' as const) : ('sum' as const);
  return queryOptions({
    queryKey: ['series', model.id, grain, from],
    queryFn: async () => {
      const { rows } = await answer(
        api.POST('/api/v1/data/query', {
          body: {
            dataset,
            time: { field: time, from },
            group_by: [{ field: time, grain, name: 'period' }],
            measures: [{ name: 'value', function: aggregate, field: value }],
            sort: [{ by: 'period' }],
            limit: 1000,
          },
        }),
      );
      return rows.flatMap((row) =>
        typeof row['period'] === 'string' && typeof row['value'] === 'number'
          ? [{ period: row['period'], value: row['value'] }]
          : [],
      );
    },
  });
}
