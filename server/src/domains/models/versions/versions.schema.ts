import Type from 'typebox';
import { pageOf } from '../../../http/page.ts';
import { dataQualitySchema } from '../data-quality.ts';
import { modelTypes } from '../algorithms.ts';
import { idParams, targetSchema } from '../models.schema.ts';
import { shownDataSource } from '../data-source.schema.ts';
import { versionSchema } from '../version.schema.ts';
import { comparisonVerdicts } from '../serving/serving.schema.ts';

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

const exportFormats = ['json', 'onnx'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const exportQuery = Type.Object({
  format: Type.Optional(
    Type.Enum([...exportFormats], {
      description:
        'Default `json`, which every version has. `onnx` is refused where a text is read word by word. An imported version is given as the ONNX file that came.',
    }),
  ),
});

export const versionParams = Type.Object({
  ...idParams.properties,
  version: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
});

export const versionPage = pageOf(versionSchema);

export const receiptSchema = Type.Object({
  ...versionSchema.properties,
  model_id: Type.Integer(),
  job_id: Type.String(),
  model_type: Type.Enum([...modelTypes]),
  classes: targetSchema.properties.classes,
  positive_class: targetSchema.properties.positive_class,
  validation_split: Type.Number(),
  hyperparameter_tuning: Type.Boolean(),
  training_data_source: shownDataSource,
  rows_total: Type.Integer({ description: 'Rows of the data, those without a target included.' }),
  training_ms: Type.Integer(),
  data_quality: dataQualitySchema,
});

export const compareQuery = Type.Object({
  versions: Type.String({
    pattern: '^[1-9]\\d{0,8}(,[1-9]\\d{0,8}){1,4}$',
    description: 'Two to five numbers; the first is what the others are held against.',
    examples: ['1,2'],
  }),
});

const versionNumber = Type.Integer();
const anything = Type.Unsafe<unknown>({ description: 'As the version has it; null where it has none.' });
const differing = (description: string) =>
  Type.Array(
    Type.Object({
      name: Type.String(),
      values: Type.Array(Type.Object({ version: versionNumber, value: anything })),
    }),
    { description },
  );

export const comparisonSchema = Type.Object({
  model_id: Type.Integer(),
  versions: Type.Array(versionNumber),
  same_rows: Type.Boolean({ description: 'Whether all were measured on the same rows.' }),
  metrics: Type.Array(
    Type.Object({
      metric: Type.String(),
      is_higher_better: nullable(Type.Boolean()),
      values: Type.Array(
        Type.Object({
          version: versionNumber,
          value: nullable(Type.Number()),
          lower: nullable(Type.Number({ description: 'Of the 95 % confidence interval.' })),
          upper: nullable(Type.Number()),
        }),
      ),
      differences: Type.Array(
        Type.Object({
          version: versionNumber,
          against: versionNumber,
          difference: Type.Number(),
          is_significant: nullable(
            Type.Boolean({
              description:
                'Whether it is more than chance by the intervals of both, which on the same rows errs towards no difference. Null where other rows were held out.',
            }),
          ),
        }),
      ),
    }),
    { description: 'On the rows held out.' },
  ),
  live: Type.Array(
    Type.Object({
      version: versionNumber,
      against: versionNumber,
      rows: Type.Integer(),
      metric: Type.Enum(['log_loss', 'mse']),
      difference: nullable(Type.Number()),
      p_value: nullable(Type.Number()),
      verdict: Type.Enum([...comparisonVerdicts]),
      text: Type.String(),
    }),
    { description: 'On live rows that both have scored and whose outcome is known, paired.' },
  ),
  settings: differing('How they were trained, where they differ.'),
  hyperparameters: differing('Where they differ.'),
  features: Type.Array(Type.Object({ name: Type.String(), versions: Type.Array(versionNumber) }), {
    description: 'Those that not all have.',
  }),
});
