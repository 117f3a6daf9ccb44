const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\u200F]/u;
// Most texts, and nothing of the kind is in them.
// oxlint-disable-next-line no-control-regex
const ASCII = /^[\u0000-\u007F]*$/;
const CONTROLS = /[\u202A-\u202E\u2066-\u2069]/g;

/**
 * A foreign text as it may stand inside a sentence without reordering its neighbours. Left-to-right sentences need the
 * invisible marks only around right-to-left text. What is isolated already is not isolated twice.
 */
export function isolate(text: string, direction: 'ltr' | 'rtl'): string {
  if (direction === 'ltr' && ASCII.test(text)) return text;
  const contained = withoutLooseControls(text);
  const needed = contained !== '' && (direction === 'rtl' || RIGHT_TO_LEFT.test(contained));
  return needed && !isIsolated(contained) ? `${FIRST_STRONG_ISOLATE}${contained}${POP_ISOLATE}` : contained;
}

/** Balanced isolates stay, as in a list of isolated names; anything else could reach out of the text and is dropped. */
function withoutLooseControls(text: string): string {
  let depth = 0;
  for (const [control] of text.matchAll(CONTROLS)) {
    if (control <= '\u202E') return text.replace(CONTROLS, '');
    depth += control === POP_ISOLATE ? -1 : 1;
    if (depth < 0) break;
  }
  return depth === 0 ? text : text.replace(CONTROLS, '');
}

const isIsolated = (text: string): boolean => /^[\u2066-\u2068][^\u2066-\u2069]*\u2069$/.test(text);
