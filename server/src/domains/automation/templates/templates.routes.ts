import Type from 'typebox';
import type { Http } from '../../../http/http.ts';
import { principalOf } from '../../../http/principal.ts';
import type { TemplateService } from './templates.service.ts';

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const object = (description: string) =>
  Type.Unsafe<object>({ type: 'object', additionalProperties: true, description });

const parameterSchema = Type.Object({
  name: Type.String(),
  kind: Type.Enum(['model', 'email', 'number']),
  label: Type.String({ description: 'In your language.' }),
  pointer: Type.String({ description: 'The place in the definition.', examples: ['/workflow_steps/0/model_id'] }),
  value: Type.Unknown({
    description: 'What stands there; null: nothing yet, and without it the workflow is not valid.',
  }),
  choices: nullable(
    Type.Array(Type.Object({ value: Type.Integer(), label: Type.String() }), {
      description: 'The models that are deployed and fit; null where anything may be written.',
    }),
  ),
});

const needSchema = Type.Object({
  kind: Type.Enum(['dataset', 'model']),
  name: Type.String({ description: 'Of the dataset; of a model its type.' }),
  text: Type.String({ description: 'In your language.' }),
  is_met: Type.Boolean({ description: 'Whether your organization has it.' }),
});

const templateSchema = Type.Object({
  key: Type.String({ examples: ['qualify_leads'] }),
  name: Type.String(),
  description: Type.String(),
  definition: object('What `POST /ai-analytics/workflows` takes, once every parameter has a value.'),
  example: object('A trigger to try it with.'),
  parameters: Type.Array(parameterSchema),
  needs: Type.Array(needSchema),
  is_ready: Type.Boolean({ description: 'Every need is met.' }),
});

export function registerTemplateRoutes(http: Http, templates: TemplateService): void {
  http.get(
    '/api/v1/ai-analytics/workflow-templates',
    {
      config: { permission: 'ai_analytics:read', operation: 'workflow_templates.list' },
      schema: {
        tags: ['Workflows'],
        summary: 'Workflows to begin from',
        description:
          'In your language, with what your organization still lacks for them. Put the values of `parameters` at their places in `definition` and create it.',
        response: { 200: Type.Object({ items: Type.Array(templateSchema) }) },
      },
      // What stands inside is answered as it was written.
      serializerCompiler: () => (answer: unknown) => JSON.stringify(answer),
    },
    async (request) => {
      const found = await templates.list(principalOf(request).organizationId, request.language);
      return { items: found.map(toTemplate) };
    },
  );
}

function toTemplate({ isReady: is_ready, needs, ...template }: Awaited<ReturnType<TemplateService['list']>>[number]) {
  return { ...template, needs: needs.map(({ isMet: is_met, ...need }) => ({ ...need, is_met })), is_ready };
}
