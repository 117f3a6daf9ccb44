import { Liquid } from 'liquidjs';

const MOST_TEMPLATE_CHARACTERS = 20_000;

/** No files, no inherited properties, no missing value that goes unseen; bounded in time and memory. */
const liquid = new Liquid({
  strictVariables: true,
  strictFilters: true,
  ownPropertyOnly: true,
  relativeReference: false,
  templates: {},
  parseLimit: MOST_TEMPLATE_CHARACTERS * 2,
  renderLimit: 50,
  memoryLimit: 1_000_000,
});

/** Why a template cannot be rendered, in the words of LiquidJS. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

/** @throws TemplateError */
export const renderTemplate = (template: string, scope: object): string =>
  explain(() => String(liquid.parseAndRenderSync(template, scope)));

/** What a template takes, by its paths. @throws TemplateError where it cannot be read */
export const listVariables = (template: string): string[] =>
  explain(() => liquid.globalFullVariablesSync(template, { partials: false }));

function explain<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new TemplateError((error instanceof Error ? error.message : String(error)).slice(0, 200), { cause: error });
  }
}
