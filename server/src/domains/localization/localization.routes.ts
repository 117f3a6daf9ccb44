import Type from 'typebox';
import type { Http } from '../../http/http.ts';
import { type LanguageCode, languages } from '../../platform/messages/languages.ts';

const languageSchema = Type.Object({
  code: Type.String({ examples: ['ar'] }),
  name: Type.String({ examples: ['Arabic'] }),
  native_name: Type.String({ examples: ['العربية'] }),
  direction: Type.Union([Type.Literal('ltr'), Type.Literal('rtl')]),
  default_currency: Type.String({ examples: ['AED'] }),
});

const languagesAnswer = Type.Object({
  items: Type.Array(languageSchema),
  current: Type.String({ description: 'The language that this request is answered in.' }),
});

export function registerLocalizationRoutes(http: Http, supported: readonly LanguageCode[]): void {
  http.get(
    '/api/v1/localization/languages',
    {
      config: { permission: 'public', operation: 'localization.languages' },
      schema: {
        tags: ['Localization'],
        summary: 'The languages that this server speaks',
        response: { 200: languagesAnswer },
      },
    },
    async (request) => ({
      items: supported.map((code) => {
        const { name, nativeName, direction, defaultCurrency } = languages[code];
        return { code, name, native_name: nativeName, direction, default_currency: defaultCurrency };
      }),
      current: request.language,
    }),
  );
}
