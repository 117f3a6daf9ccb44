import type { Http } from '../../../http/http.ts';
import { httpErrors } from '../../../http/http.errors.ts';
import { principalOf, type Principal, requirePermission } from '../../../http/principal.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import { explainQuery, explanationSchema } from './access.schema.ts';
import { createAccessWords } from './access.view.ts';
import type { ExplanationService } from './explanation.service.ts';

export function registerExplanationRoutes(http: Http, explanation: ExplanationService, messages: Messages): void {
  const words = createAccessWords(messages);

  http.get(
    '/api/v1/tenancy/access/explain',
    {
      config: { permission: 'signed_in', operation: 'access.explain' },
      schema: {
        tags: ['Tenancy'],
        summary: 'Why may I, why not?',
        description: 'About oneself to everybody; about others to those with `tenancy:read`.',
        querystring: explainQuery,
        response: { 200: explanationSchema },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const subject = subjectOf(principal, request.query);
      const found = await explanation.explain(principal.organizationId, request.query.permission, subject);
      return words.explanation(request.language, found);
    },
  );
}

/** Whom the question is about. @throws AppError forbidden where that is not for the asker to know */
function subjectOf(principal: Principal, query: { user_id?: number; api_key_id?: number }) {
  const { user_id: userId, api_key_id: apiKeyId } = query;
  if (userId !== undefined && apiKeyId !== undefined) {
    const faults = [{ pointer: '/query/api_key_id', code: 'invalid' as const }];
    throw httpErrors.validation_failed({ count: 1 }, { faults });
  }
  const isOwn =
    (userId ?? principal.userId) === principal.userId && (apiKeyId ?? principal.apiKeyId) === principal.apiKeyId;
  if (!isOwn) requirePermission(principal, 'tenancy:read');
  if (apiKeyId !== undefined) return { apiKeyId };
  const user = userId ?? principal.userId;
  return user === null ? { apiKeyId: principal.apiKeyId ?? 0 } : { userId: user };
}
