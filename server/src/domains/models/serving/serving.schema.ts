import Type, { type Static } from 'typebox';
import { pageOf } from '../../../http/page.ts';

const challengerModes = ['shadow', 'canary'] as const;
const deploymentKinds = ['deploy', 'promote', 'rollback'] as const;

export type ChallengerMode = (typeof challengerModes)[number];
export type DeploymentKind = (typeof deploymentKinds)[number];

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const timestamp = (description: string) => Type.String({ format: 'date-time', description });
const versionNumber = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });
const reason = Type.String({ maxLength: 1000, description: 'Why; kept in the history.' });

export const promoteBody = Type.Object(
  { version: versionNumber, reason: Type.Optional(reason) },
  { additionalProperties: false, examples: [{ version: 2, reason: 'Better on the last month' }] },
);

export const rollbackBody = Type.Object(
  { reason: Type.Optional(reason) },
  { additionalProperties: false, examples: [{ reason: 'Answers too slowly' }] },
);

export const deploymentPage = pageOf(
  Type.Object({
    id: Type.Integer(),
    version: Type.Integer(),
    kind: Type.Enum([...deploymentKinds]),
    auto_scaling: Type.Boolean(),
    monitoring_enabled: Type.Boolean(),
    forced: Type.Boolean({ description: 'Whether the baseline gate was passed by force.' }),
    reason: nullable(Type.String()),
    deployed_by: nullable(Type.Integer({ description: 'The user; null for a key or the product itself.' })),
    deployed_at: timestamp('Since when it answered.'),
  }),
);

export const challengerBody = Type.Object(
  {
    version: versionNumber,
    mode: Type.Enum([...challengerModes], {
      description: '`shadow` answers nobody and is only compared; `canary` answers a share of the predictions.',
    }),
    share: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: 1,
        description:
          'Share of the predictions that the challenger answers (canary: at most 0.5, default 0.1) or also scores (shadow: default 1).',
      }),
    ),
  },
  { additionalProperties: false, examples: [{ version: 2, mode: 'shadow', share: 1 }] },
);

const metrics = (description: string) =>
  Type.Unsafe<Record<string, number>>({ type: 'object', additionalProperties: { type: 'number' }, description });

const side = Type.Object({
  version: Type.Integer(),
  predictions: Type.Integer({ description: 'Answered since the challenge began.' }),
  shadow_predictions: Type.Integer({ description: 'Scored beside an answer of the other.' }),
  feedback_count: Type.Integer({ description: 'Of its own answers, those whose outcome is known.' }),
  metrics: metrics('On the rows that both have scored and whose outcome is known.'),
});

export const comparisonVerdicts = ['too_few_rows', 'no_difference', 'challenger_better', 'champion_better'] as const;

export const challengerSchema = Type.Object({
  model_id: Type.Integer(),
  version: Type.Integer(),
  mode: Type.Enum([...challengerModes]),
  share: Type.Number(),
  since: timestamp('When the challenge began.'),
  champion: side,
  challenger: side,
  comparison: Type.Object(
    {
      rows: Type.Integer({ description: 'That both have scored and whose outcome is known.' }),
      metric: Type.Enum(['log_loss', 'mse'], { description: 'The mean loss that decides; lower is better.' }),
      champion: nullable(Type.Number()),
      challenger: nullable(Type.Number()),
      difference: nullable(Type.Number({ description: 'Challenger less champion: below 0 the challenger is better.' })),
      p_value: nullable(Type.Number({ description: 'Two-sided, of a paired t-test of the losses.' })),
      verdict: Type.Enum([...comparisonVerdicts]),
      text: Type.String({ description: 'The verdict in words.' }),
    },
    { description: 'Whether the difference is more than chance (level 0.05, at least 30 rows).' },
  ),
  pending: Type.Integer({
    description: 'Predictions that are still to be scored in the shadow; a moment after each answer none is left.',
  }),
  refused: Type.Integer({ description: 'Predictions whose input the version in the shadow could not read.' }),
});

export type PromotionRequest = Static<typeof promoteBody>;
export type ChallengerRequest = Static<typeof challengerBody>;
