import { Readable } from 'node:stream';
import Type, { type Static } from 'typebox';
import type { Http } from '../../../http/http.ts';
import { limitOf, pageOf, pageQuery, readIdCursor } from '../../../http/page.ts';
import { principalOf } from '../../../http/principal.ts';
import { writeCsvCell } from '../../../platform/csv-cell.ts';
import type { LanguageCode } from '../../../platform/messages/languages.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import { sayPhrases } from '../phrases.ts';
import { analysisParams } from '../predictive.schema.ts';
import type { PredictiveService } from '../predictive.service.ts';
import type { ItemFilter, ItemRow } from './items.repository.ts';

const tags = ['Predictive analytics'];
const ITEMS = '/api/v1/ai-analytics/predictive/:id/items';
const texts = Type.Array(Type.String());

const itemSchema = Type.Object(
  {
    position: Type.Integer({ description: 'From 1, in the order of the list.' }),
    reasons: Type.Array(Type.String(), {
      description: 'Why it stands there, the strongest first, in the reader’s language.',
    }),
    notes: { ...texts, description: 'What speaks against it, or is to be borne in mind.' },
  },
  { additionalProperties: true, description: 'Its columns, as the kind of analysis describes them under `top`.' },
);

const itemFilter = {
  status: Type.Optional(
    Type.Enum(['active', 'lost', 'order_now', 'enough', 'overstock', 'dead', 'no_demand'], {
      description: 'Of customers the first two, of products the others.',
    }),
  ),
  risk: Type.Optional(Type.Enum(['low', 'medium', 'high'], { description: 'Of customers.' })),
  class: Type.Optional(Type.Enum(['A', 'B', 'C'], { description: 'Of products.' })),
  search: Type.Optional(
    Type.String({ minLength: 1, maxLength: 100, description: 'Part of a name or an id, whatever the case.' }),
  ),
};
const exportQuery = Type.Object(itemFilter);

const toFilter = (query: Static<typeof exportQuery>): ItemFilter => ({
  status: query.status ?? null,
  risk: query.risk ?? null,
  class: query.class ?? null,
  search: query.search ?? null,
});

interface Deps {
  predictive: Pick<PredictiveService, 'listItems' | 'readItems'>;
  messages: Messages;
}

/** Lists that belong to an analysis: its customers, its products. */
export function registerItemRoutes(http: Http, { predictive, messages }: Deps): void {
  http.get(
    ITEMS,
    {
      config: { permission: 'ai_analytics:read', operation: 'predictive.items.list' },
      schema: {
        tags,
        summary: 'List what an analysis found, one by one',
        description:
          'Customers by what contacting them saves; products by what ordering them prevents. Empty where a kind has no list.',
        params: analysisParams,
        querystring: Type.Object({ ...pageQuery.properties, ...itemFilter }),
        response: { 200: pageOf(itemSchema) },
      },
    },
    async (request) => {
      const { limit, more } = limitOf(request.query);
      const after = readIdCursor(request.query) ?? 0;
      const { organizationId } = principalOf(request);
      const rows = await predictive.listItems(organizationId, request.params.id, {
        after,
        limit,
        filter: toFilter(request.query),
      });
      return more(
        rows.map((row) => toItem(row, request.language, messages)),
        ({ position }) => position,
      );
    },
  );
  http.get(
    `${ITEMS}/export`,
    {
      config: { permission: 'ai_analytics:read', operation: 'predictive.items.export' },
      schema: {
        tags,
        summary: 'What an analysis found as a CSV file',
        params: analysisParams,
        querystring: exportQuery,
        produces: ['text/csv'],
      },
    },
    async (request, reply) => {
      const { organizationId } = principalOf(request);
      const pages = await predictive.readItems(organizationId, request.params.id, toFilter(request.query));
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="analysis-${request.params.id}.csv"`)
        .send(Readable.from(writeCsv(pages, (row) => toItem(row, request.language, messages))));
    },
  );
}

function toItem({ position, fields, phrases }: ItemRow, language: LanguageCode, messages: Messages) {
  const { summary, notes } = sayPhrases(phrases, language, messages);
  return { ...fields, position, reasons: summary, notes };
}

async function* writeCsv(
  pages: AsyncIterable<ItemRow[]>,
  view: (row: ItemRow) => ReturnType<typeof toItem>,
): AsyncGenerator<string> {
  let names: string[] | null = null;
  for await (const rows of pages) {
    const [first] = rows;
    if (names === null && first !== undefined) {
      names = Object.keys(first.fields);
      yield line([...names, 'reasons', 'notes']);
    }
    yield rows
      .map((row) => {
        const { reasons, notes } = view(row);
        const cells = (names ?? []).map((name) => row.fields[name] ?? '');
        return line([...cells, reasons.join('; '), notes.join('; ')]);
      })
      .join('');
  }
}

/** A negative number is no formula. */
function line(cells: readonly (string | number | boolean)[]): string {
  return `${cells.map((cell) => (typeof cell === 'string' ? writeCsvCell(cell) : String(cell))).join(',')}\r\n`;
}
