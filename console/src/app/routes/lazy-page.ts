import { lazyRouteComponent } from '@tanstack/react-router';
import type { TextsPart } from '../../lib/messages/catalogues.ts';
import { loadParts } from '../../lib/messages/catalogues.ts';

/** A page that is fetched when it is wanted, together with the texts that not every page shows. */
export function lazyPage<Module extends Record<string, unknown>, Name extends keyof Module & string>(
  texts: TextsPart | readonly TextsPart[],
  importer: () => Promise<Module>,
  name: Name,
) {
  return lazyRouteComponent(async () => {
    const [module] = await Promise.all([importer(), loadParts(texts)]);
    return module;
  }, name);
}
