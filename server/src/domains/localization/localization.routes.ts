import Type from 'typebox';
import type { Http } from '../../http/http.ts';
import { listCountries } from '../../platform/holidays/holidays.ts';
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

const regionSchema = Type.Object({
  code: Type.String({ description: 'The second half of its code in ISO 3166-2.', examples: ['BY'] }),
  name: Type.String({ examples: ['Bayern'] }),
});
const countriesAnswer = Type.Object({
  items: Type.Array(
    Type.Object({
      code: Type.String({ description: 'ISO 3166-1 alpha-2.', examples: ['DE'] }),
      name: Type.String({ description: 'In the language of the request.', examples: ['Germany'] }),
      regions: Type.Array(regionSchema, { description: 'Those with holidays of their own.' }),
    }),
  ),
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
  http.get(
    '/api/v1/localization/countries',
    {
      config: { permission: 'tenancy:read', operation: 'localization.countries' },
      schema: {
        tags: ['Localization'],
        summary: 'The countries, with the regions that have holidays of their own',
        response: { 200: countriesAnswer },
      },
    },
    async (request) => ({ items: await listCountries(request.language) }),
  );
}
