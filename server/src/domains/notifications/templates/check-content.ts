import { isAppError } from '../../../platform/errors.ts';
import { type LanguageCode, languageCodes } from '../../../platform/messages/languages.ts';
import { notificationErrors } from '../notifications.errors.ts';
import { listVariables, TemplateError } from '../sending/liquid.ts';
import type { Wording, Words } from '../sending/words.ts';
import type { TemplateContent } from './message-templates.repository.ts';

type Fault = NonNullable<
  NonNullable<Parameters<typeof notificationErrors.message_template_refused>[1]>['faults']
>[number];

/** The languages that have a text, each with it. */
const textsOf = ({ texts }: Pick<TemplateContent, 'texts'>) =>
  languageCodes.flatMap((language) => {
    const { [language]: text } = texts;
    return text ? [{ language, text }] : [];
  });

const parts = ['title', 'message'] as const;

/**
 * What can be said of a template without values.
 * @throws AppError message_template_refused that carries every fault
 */
export function checkContent(content: TemplateContent): void {
  const faults: Fault[] = textsOf(content).flatMap(({ language, text }) =>
    parts.flatMap((part) => faultOf(text[part], `/texts/${language}/${part}`)),
  );
  const { default_language: language } = content;
  if (!content.texts[language]) {
    faults.push({ pointer: '/default_language', code: 'default_text_missing', params: { language } });
  }
  if (faults.length > 0) throw notificationErrors.message_template_refused({}, { faults });
}

function faultOf(template: string, pointer: string): Fault[] {
  try {
    listVariables(template);
    return [];
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return [{ pointer, code: 'template_invalid', params: { reason: error.message } }];
  }
}

/** What its readers would get. */
export interface RenderedText extends Words {
  language: LanguageCode;
}

/**
 * Every text with these values, as it would go out.
 * @throws AppError message_template_refused that carries the faults of each language
 */
export function renderContent(
  wording: Wording,
  content: Pick<TemplateContent, 'texts'>,
  values: Readonly<Record<string, unknown>>,
): RenderedText[] {
  const faults: Fault[] = [];
  const rendered = textsOf(content).flatMap(({ language, text }): RenderedText[] => {
    try {
      return [{ language, ...wording({ kind: 'template', ...text, values }, { name: SOMEBODY, language }) }];
    } catch (error) {
      if (!isAppError(error)) throw error;
      // Of this domain's own: wording refuses by its faults alone.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      const own = error.faults as readonly Fault[];
      faults.push(...own.map((fault) => ({ ...fault, pointer: `/texts/${language}${fault.pointer}` })));
      return [];
    }
  });
  if (faults.length > 0) throw notificationErrors.message_template_refused({}, { faults });
  return rendered;
}

/** As whom a text is tried. */
const SOMEBODY = 'Ada Lovelace';

/** What is likely forgotten: languages without a text, and variables that not every text names. */
export function reviewContent(content: TemplateContent, supported: readonly LanguageCode[]) {
  const named = textsOf(content).map(({ language, text }) => ({
    language,
    variables: [...new Set(parts.flatMap((part) => variablesOf(text[part])))].toSorted(),
  }));
  const variables = [...new Set(named.flatMap((each) => each.variables))].toSorted();
  return {
    variables,
    missing_languages: supported.filter((language) => !content.texts[language]),
    differing: named.flatMap(({ language, variables: own }) => {
      const missing = variables.filter((name) => !own.includes(name));
      return missing.length === 0 ? [] : [{ language, missing }];
    }),
  };
}

/** `recipient` is there without being given. */
const variablesOf = (template: string): string[] =>
  listVariables(template).filter((name) => !/^recipient\b/.test(name));
