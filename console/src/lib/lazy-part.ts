import type { ComponentType } from 'react';
import { lazy } from 'react';
import type { TextsPart } from './messages/catalogues.ts';
import { loadParts } from './messages/catalogues.ts';

/** A piece of a page that is fetched when it is shown, together with the texts that only such pieces show. */
export function lazyPart<Props>(
  texts: TextsPart | readonly TextsPart[],
  importer: () => Promise<ComponentType<Props>>,
) {
  return lazy(async () => {
    const [component] = await Promise.all([importer(), loadParts(texts)]);
    return { default: component };
  });
}
