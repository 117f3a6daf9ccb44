import type { SourceFile } from './check-references.ts';
import { shapeOf } from './message-shape.ts';

interface ParamRules {
  /** The English texts by key. */
  readonly texts: ReadonlyMap<string, string>;
  /** Params that whoever shows an error adds to it. */
  readonly added: readonly string[];
}

/**
 * Checks that every `someErrors.code({ … })` gives what the title and detail of that error name. Only params that are
 * written out in place are seen. Answers one sentence for each fault.
 */
export function checkParams(files: readonly SourceFile[], { texts, added }: ParamRules): string[] {
  const namespaces = new Map(
    files.flatMap(({ text }) =>
      [...text.matchAll(/\bconst (\w+) = defineErrors\(\s*'(\w+)'/g)].map(([, name = '', namespace = '']) => [
        name,
        namespace,
      ]),
    ),
  );
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(/\b(\w+)\.(\w+)\((?=[{)])/g)].flatMap((call) => {
      const [whole, name = '', code = ''] = call;
      const key = `${namespaces.get(name)}.errors.${code}`;
      const given = namesIn(text.slice(call.index + whole.length));
      if (!namespaces.has(name) || given === null) return [];
      return neededBy(key, texts)
        .filter((param) => !given.includes(param) && !added.includes(param))
        .map((param) => `${path} throws ${key} without {${param}}, which its text names`);
    }),
  );
}

function neededBy(key: string, texts: ReadonlyMap<string, string>): string[] {
  const [title, detail] = ['title', 'detail'].map((part) => shapeOf(texts.get(`${key}.${part}`) ?? '').placeholders);
  return [...new Set([...(title?.keys() ?? []), ...(detail?.keys() ?? [])])];
}

/** The names in the object literal that `text` begins with; none for `)`, null when a spread hides some. */
function namesIn(text: string): string[] | null {
  let depth = 0;
  let top = '';
  for (const character of text) {
    if (')]}'.includes(character)) depth -= 1;
    if (depth <= 0 && top !== '') break;
    if (depth < 0) return [];
    if (depth === 1) top += character;
    if ('([{'.includes(character)) depth += 1;
  }
  if (top.includes('...')) return null;
  return top.split(',').flatMap((entry) => /^\s*(\w+)\s*(?::|$)/.exec(entry)?.[1] ?? []);
}
