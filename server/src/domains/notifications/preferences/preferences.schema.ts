import Type from 'typebox';
import { categories, personalChannels } from '../notification.ts';
import { nullable } from '../notifications.schema.ts';

const clock = (description: string, example: string) =>
  Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', description, examples: [example] });

const quietHours = nullable(
  Type.Object(
    {
      starts: clock('By the clock of the zone; may be later than `ends`.', '22:00'),
      ends: clock('Then what has waited goes out.', '07:00'),
      time_zone: nullable(
        Type.String({ minLength: 1, maxLength: 60, examples: ['Europe/Berlin'] }),
        "Null: the organization's.",
      ),
    },
    { additionalProperties: false },
  ),
  'E-mail and live messages wait until they are over, but for `urgent` ones; the inbox has them at once. Null: none of your own.',
);

const perCategory = <T extends Type.TSchema>(value: T) =>
  Type.Object(
    Object.fromEntries(
      categories.map((category) => [
        category,
        Type.Optional(
          Type.Object(Object.fromEntries(personalChannels.map((channel) => [channel, Type.Optional(value)])), {
            additionalProperties: false,
          }),
        ),
      ]),
    ),
    {
      additionalProperties: false,
      description: 'By category and channel (`in_app`, `websocket`, `email`). `security` cannot be switched off.',
      examples: [{ model_training: { email: false } }],
    },
  );

export const preferencesPatch = Type.Object(
  {
    channels: Type.Optional(perCategory(nullable(Type.Boolean(), 'Null follows the default again.'))),
    quiet_hours: Type.Optional(quietHours),
  },
  { additionalProperties: false, minProperties: 1 },
);

export const preferencesSchema = Type.Object({
  chosen: perCategory(Type.Boolean()),
  effective: perCategory(Type.Boolean()),
  quiet_hours: quietHours,
});
