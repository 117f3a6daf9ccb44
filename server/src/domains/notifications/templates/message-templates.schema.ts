import Type from 'typebox';
import { pageOf } from '../../../http/page.ts';
import { languageCodes } from '../../../platform/messages/languages.ts';
import { nullable, TEMPLATE_NAME, timestamp, translationsSchema } from '../notifications.schema.ts';

const name = Type.String({
  pattern: TEMPLATE_NAME,
  description: 'By which senders and steps of workflows name it; it stays.',
  examples: ['stock_low'],
});
const description = nullable(Type.String({ maxLength: 500 }), 'What it is for.');
const language = Type.Enum([...languageCodes]);
const values = (about: string) =>
  Type.Record(Type.String({ maxLength: 100 }), Type.Unknown(), {
    maxProperties: 200,
    description: about,
    examples: [{ product: 'Bolts', days: 3 }],
  });
const texts = Type.Object(translationsSchema.properties, {
  additionalProperties: false,
  minProperties: 1,
  description:
    'LiquidJS templates by language, rendered for each reader with the values of the call and `recipient.name`.',
  examples: [
    {
      en: { title: '{{product}} is low', message: 'It lasts for {{days}} days, {{recipient.name}}.' },
      de: { title: '{{product}} wird knapp', message: 'Es reicht noch {{days}} Tage, {{recipient.name}}.' },
    },
  ],
});
const content = {
  default_language: Type.Enum([...languageCodes], {
    description: 'Whose text readers of languages without one get.',
    examples: ['en'],
  }),
  texts,
  sample: Type.Optional(values('To try it with.')),
};
const version = Type.Integer({ minimum: 1, maximum: 2_147_483_646, examples: [1] });
const closed = { additionalProperties: false } as const;

export const templateParams = Type.Object({ name: Type.String({ minLength: 1, maxLength: 60 }) });

export const newTemplateBody = Type.Object({ name, description: Type.Optional(description), ...content }, closed);

export const templateBody = Type.Object(
  {
    version: Type.Integer({ ...version, description: 'The version that this one was made from: still the newest.' }),
    description: Type.Optional(description),
    ...content,
  },
  closed,
);

export const previewBody = Type.Object(
  { texts, values: Type.Optional(values('What the texts are rendered with.')) },
  closed,
);
export const keptPreviewBody = Type.Object(
  { values: Type.Optional(values('Without them: its own sample.')) },
  { ...closed, examples: [{}] },
);

export const previewSchema = Type.Object({
  items: Type.Array(Type.Object({ language: Type.String(), title: Type.String(), message: Type.String() })),
});

const versionFields = {
  version,
  default_language: language,
  texts: translationsSchema,
  sample: Type.Record(Type.String(), Type.Unknown()),
  written_by: nullable(Type.Integer()),
  written_at: timestamp(''),
};

export const templateSchema = Type.Object({
  name: Type.String(),
  description: nullable(Type.String()),
  ...versionFields,
  created_at: timestamp(''),
  variables: Type.Array(Type.String(), { description: 'What its texts take, beside `recipient`.' }),
  missing_languages: Type.Array(Type.String(), { description: 'Their readers get the text of `default_language`.' }),
  differing: Type.Array(Type.Object({ language: Type.String(), missing: Type.Array(Type.String()) }), {
    description: 'Texts that do not name what another one does.',
  }),
});
export const templatePage = pageOf(templateSchema);
export const versionPage = pageOf(Type.Object(versionFields));
