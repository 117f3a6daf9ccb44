import Type, { type Static } from 'typebox';
import { pageOf, pageQuery } from '../../../http/page.ts';

export { pageQuery };
import { definitionSchema, workflowTypes } from '../definition/definition.ts';
import type { WrittenWorkflow } from './source.ts';

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const timestamp = (description: string) => Type.String({ format: 'date-time', description });
const closed = { additionalProperties: false } as const;
const id = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });

const leadQualification = {
  workflow_name: 'AI-Powered Lead Qualification',
  workflow_type: 'ai_triggered',
  trigger_conditions: {
    event_type: 'lead_created',
    conditions: [{ field: 'lead_source', operator: 'equals', value: 'website' }],
  },
  workflow_steps: [
    {
      type: 'ai_prediction',
      model_id: 1,
      input_mapping: {
        company_size: 'trigger.company_employees',
        industry: 'trigger.industry',
        budget: 'trigger.estimated_budget',
      },
      output_variable: 'qualification_score',
    },
    {
      type: 'condition_check',
      conditions: [{ variable: 'qualification_score.prediction', operator: 'greater_than', value: 0.7 }],
      output_variable: 'is_qualified',
    },
    {
      type: 'notification',
      conditions: [{ variable: 'is_qualified', operator: 'equals', value: true }],
      notification_type: 'email',
      recipients: ['sales@company.com'],
      subject: 'High-Quality Lead Alert',
      message: 'A qualified lead has been identified: {{trigger.company_name}}',
    },
  ],
};

/** `readDefinition` looks into it and names every fault, so that nothing is checked here. */
const written = (schema: object) => Type.Unsafe<WrittenWorkflow>(schema);

const createOptions = {
  is_active: Type.Optional(
    Type.Boolean({ default: true, description: 'False: published, but nothing starts it before it is enabled.' }),
  ),
  draft: Type.Optional(
    Type.Boolean({ default: false, description: 'True: nothing is published and nothing starts it.' }),
  ),
};

export const newWorkflowBody = written({
  ...Type.Object({ ...definitionSchema.properties, ...createOptions }, closed),
  examples: [leadQualification],
});

export const definitionBody = written({ ...definitionSchema, examples: [leadQualification] });

export const workflowPatchBody = written({
  ...Type.Partial(definitionSchema, closed),
  examples: [{ workflow_name: 'Qualify leads', settings: { timeout_seconds: 3600 } }],
});

export const workflowParams = Type.Object({ id });
export const versionParams = Type.Object({ id, version: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) });

const status = Type.Enum(['draft', 'active', 'inactive', 'frozen'], {
  description:
    '`draft`: never published. `frozen`: the plan allows fewer active workflows than there are, and this one rests.',
});

const workflowFields = {
  id,
  workflow_name: Type.String(),
  workflow_type: Type.Enum([...workflowTypes]),
  category: nullable(Type.String()),
  description: nullable(Type.String()),
  is_active: Type.Boolean(),
  status,
  execution_count: Type.Integer({ description: 'Runs that have ended.' }),
  success_count: Type.Integer({ description: 'Those of them that succeeded.' }),
  event_types: Type.Array(Type.String(), { description: 'The events that start it.' }),
  published_version: nullable(Type.Integer({ description: 'What new runs follow.' })),
  published_at: nullable(timestamp('When that version was published.')),
  latest_version: Type.Integer(),
  has_unpublished_changes: Type.Boolean(),
  loops_stopped: Type.Integer({
    description: 'Starts that were refused because the workflow itself had brought the event about.',
  }),
  created_at: timestamp('When it was made.'),
  updated_at: timestamp('When it was last changed.'),
};

/** What may stand inside is what was written. */
const json = (type: 'object' | 'array', description: string) =>
  Type.Unsafe<unknown>(
    type === 'array'
      ? { type, items: { type: 'object', additionalProperties: true }, description }
      : { type, additionalProperties: true, description },
  );

const contentFields = {
  trigger_conditions: json('object', 'The draft: what the next version will be.'),
  workflow_steps: json('array', 'The draft: what the next version will be.'),
  settings: json(
    'object',
    'The draft: `timeout_seconds`, `concurrency`, `error_workflow_id`, as far as they are given.',
  ),
};

export const workflowSchema = Type.Object({ ...workflowFields, ...contentFields });
export const workflowPage = pageOf(Type.Object(workflowFields));

export const workflowQuery = Type.Object({
  ...pageQuery.properties,
  workflow_type: Type.Optional(Type.Enum([...workflowTypes])),
  category: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  is_active: Type.Optional(Type.Boolean()),
  search: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'A part of the name.' })),
});

const note = Type.Optional(Type.String({ maxLength: 1000, description: 'What was changed, and why.' }));
export const publishBody = Type.Object({ note }, { ...closed, examples: [{ note: 'Ask the manager above 10,000' }] });
export const rollBackBody = Type.Object(
  { version: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }), note },
  { ...closed, examples: [{ version: 3, note: 'Version 4 wrote twice' }] },
);

const versionFields = {
  version: Type.Integer(),
  is_published: Type.Boolean(),
  note: nullable(Type.String()),
  rolled_back_to: nullable(Type.Integer({ description: 'The version that this one brought back.' })),
  created_by: nullable(Type.Integer({ description: 'Null where a key did it.' })),
  created_at: timestamp('When it was published.'),
};
export const versionPage = pageOf(Type.Object(versionFields));
export const versionSchema = Type.Object({ ...versionFields, definition: json('object', 'As it was written.') });

export const compareQuery = Type.Object({
  from: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'A version; default the published one.' }),
  ),
  to: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'A version; default the draft.' })),
});

const change = Type.Object({
  kind: Type.Enum(['added', 'removed', 'changed', 'moved']),
  step_id: nullable(Type.String({ description: 'Null where it is about the workflow as a whole.' })),
  step_type: nullable(Type.String()),
  fields: Type.Array(Type.Object({ path: Type.String(), before: Type.Unknown(), after: Type.Unknown() }), {
    description: 'Of a step or a workflow that was changed: what, from what, to what.',
  }),
});
export const comparisonSchema = Type.Object({
  from: nullable(Type.Integer()),
  to: nullable(Type.Integer({ description: 'Null: the draft.' })),
  is_same: Type.Boolean(),
  changes: Type.Array(change),
});

export const validationSchema = Type.Object({
  is_valid: Type.Boolean(),
  faults: Type.Array(Type.Object({ pointer: Type.String(), code: Type.String(), detail: Type.String() })),
});

/** A workflow as a file. Credentials are named in it and never contained. */
const exportFields = {
  format: Type.Literal('business-suite-workflow'),
  format_version: Type.Literal(1),
  workflow: Type.Unsafe<WrittenWorkflow>({ type: 'object', additionalProperties: true }),
};
export const exportSchema = Type.Object({ ...exportFields, exported_at: timestamp('When it was written.') });
export const importBody = Type.Object(
  { ...exportFields, exported_at: Type.Optional(Type.String({ maxLength: 40 })) },
  {
    ...closed,
    examples: [{ format: 'business-suite-workflow' as const, format_version: 1 as const, workflow: leadQualification }],
  },
);

export const settingsSchema = Type.Object(
  {
    error_workflow_id: nullable(
      Type.Integer({
        minimum: 1,
        maximum: 2_147_483_647,
        description: 'Started when a run has failed whose workflow names no error workflow of its own.',
      }),
    ),
  },
  { ...closed, examples: [{ error_workflow_id: 7 }] },
);

export type WorkflowQuery = Static<typeof workflowQuery>;
