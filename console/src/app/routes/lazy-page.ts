import { lazyRouteComponent } from '@tanstack/react-router';
import type { TextsPart } from '../../lib/messages/catalogues.ts';
import { loadPart } from '../../lib/messages/catalogues.ts';

/** A page that is fetched when it is wanted, together with the texts that only its part of the console shows. */
export function lazyPage<Module extends Record<string, unknown>, Name extends keyof Module & string>(
  texts: TextsPart,
  importer: () => Promise<Module>,
  name: Name,
) {
  return lazyRouteComponent(async () => {
    const [module] = await Promise.all([importer(), loadPart(texts)]);
    return module;
  }, name);
}
