import Type from 'typebox';

export const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
export const timestamp = (description: string) => Type.String({ format: 'date-time', description });

export const labelSchema = Type.Union([Type.String({ maxLength: 200 }), Type.Number(), Type.Boolean()], {
  description: 'A class as the data spells it: a word, a number or a boolean.',
});

export const metrics = (text: string) =>
  Type.Unsafe<Record<string, number>>({
    type: 'object',
    additionalProperties: { type: 'number' },
    description: text,
    examples: [{ rmse: 8120.4, mae: 6433.9, r2: 0.91, coverage: 0.9 }],
  });
