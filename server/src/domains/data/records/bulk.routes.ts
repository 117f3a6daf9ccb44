import type { Http } from '../../../http/http.ts';
import { actorOf, principalOf } from '../../../http/principal.ts';
import { datasetParams } from '../data.schema.ts';
import type { RowFilter } from '../tables/row-filter.ts';
import type { BulkChange } from './bulk-changes.ts';
import type { RecordValues } from './record-values.ts';
import { bulkAnswerSchema, bulkDeleteBody, bulkUpdateBody } from './records.schema.ts';
import type { RecordService } from './records.service.ts';

const tags = ['Data'];
const description =
  'Says how many records fulfil the filter, and shows some. With `preview: false` it changes them, all or none, and refuses where they are more than `cap`. The change can be taken back by its `change_set`.';
const DEFAULT_CAP = 1000;

export function registerBulkRoutes(http: Http, records: RecordService): void {
  http.post(
    '/api/v1/data/datasets/:name/records/bulk-update',
    {
      config: { permission: 'data:update', operation: 'records.bulk_update' },
      schema: {
        tags,
        summary: 'Change all records that fulfil a filter',
        description,
        params: datasetParams,
        body: bulkUpdateBody,
        response: { 200: bulkAnswerSchema },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const change = { ...readChange(request.body), values: request.body.values, actor: actorOf(principal) };
      return run(records, principal.organizationId, request.params.name, change);
    },
  );
  http.post(
    '/api/v1/data/datasets/:name/records/bulk-delete',
    {
      config: { permission: 'data:delete', operation: 'records.bulk_delete' },
      schema: {
        tags,
        summary: 'Delete all records that fulfil a filter',
        description,
        params: datasetParams,
        body: bulkDeleteBody,
        response: { 200: bulkAnswerSchema },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const change = { ...readChange(request.body), values: null, actor: actorOf(principal) };
      return run(records, principal.organizationId, request.params.name, change);
    },
  );
}

interface BulkBody {
  filter: RowFilter;
  cap?: number;
  preview?: boolean;
}

const readChange = ({ filter, cap = DEFAULT_CAP, preview = true }: BulkBody) => ({ filter, cap, preview });

async function run(
  { bulk }: RecordService,
  organizationId: number,
  name: string,
  { preview, ...change }: BulkChange & { preview: boolean; values: RecordValues | null },
) {
  const { cap } = change;
  if (preview) {
    const { affected, examples } = await bulk.preview(organizationId, name, change);
    return { preview, affected, cap, within_cap: affected <= cap, examples, change_set: null };
  }
  const { affected, changeSet } = await bulk.apply(organizationId, name, change);
  return { preview, affected, cap, within_cap: true, examples: [], change_set: changeSet };
}
