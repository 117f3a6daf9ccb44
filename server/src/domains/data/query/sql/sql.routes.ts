import Type from 'typebox';
import type { Http } from '../../../../http/http.ts';
import { principalOf } from '../../../../http/principal.ts';
import { formatQuery, goneOf, resultSchema, sendResult } from '../query.routes.ts';
import type { SqlService } from './sql.service.ts';

const sqlBody = Type.Object(
  {
    sql: Type.String({ minLength: 1, maxLength: 20_000, description: 'One SELECT.' }),
    parameters: Type.Optional(
      Type.Array(Type.Union([Type.String({ maxLength: 10_000 }), Type.Number(), Type.Boolean(), Type.Null()]), {
        maxItems: 100,
        description: 'For $1, $2, ….',
      }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50_000, description: 'Default 1,000.' })),
  },
  {
    additionalProperties: false,
    examples: [
      {
        sql: 'select region, sum(amount) as revenue from orders where status = $1 group by region',
        parameters: ['completed'],
      },
    ],
  },
);

export function registerSqlRoute(http: Http, sql: SqlService): void {
  http.post(
    '/api/v1/data/sql',
    {
      config: { permission: 'data:read', operation: 'data.sql' },
      schema: {
        tags: ['Data'],
        summary: 'Ask the datasets in SQL',
        description:
          'One SELECT of PostgreSQL over the datasets, each a table under its name; days are those of the organization’s zone. What reads anything else, or could change something, is refused with the reason. For plans with custom algorithms.',
        querystring: formatQuery,
        body: sqlBody,
        response: { 200: resultSchema },
      },
    },
    async (request, reply) => {
      const result = await sql.run(principalOf(request).organizationId, request.body, goneOf(reply));
      return sendResult(request, reply, result);
    },
  );
}
