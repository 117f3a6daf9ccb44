import { isLanguageCode, type LanguageCode } from './languages.ts';

interface NegotiationOptions {
  readonly supportedLanguages: readonly LanguageCode[];
  readonly defaultLanguage: LanguageCode;
  /** Whether Accept-Language counts at all. */
  readonly autoDetect: boolean;
}

interface Wishes {
  readonly user?: string | null | undefined;
  readonly organization?: string | null | undefined;
  readonly acceptLanguage?: string | undefined;
}

export type Negotiate = (wishes: Wishes) => LanguageCode;

/** Which language a reader gets: the user's own, else the organization's, else what the browser asks for, else the default. */
export function createNegotiation(options: NegotiationOptions): Negotiate {
  const { supportedLanguages, defaultLanguage, autoDetect } = options;
  const supported = (code: unknown): code is LanguageCode => isLanguageCode(code) && supportedLanguages.includes(code);
  return ({ user, organization, acceptLanguage }) => {
    if (supported(user)) return user;
    if (supported(organization)) return organization;
    const asked = autoDetect && acceptLanguage ? lookUp(acceptLanguage, options) : null;
    return asked ?? defaultLanguage;
  };
}

interface Range {
  readonly tag: string;
  readonly quality: number;
}

const MAX_HEADER_LENGTH = 1_000;
const RANGE = /^(\*|[a-z]{1,8}(?:-[a-z0-9]{1,8})*)(?:;q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?$/i;

/** The readable ranges of an Accept-Language header (RFC 9110), best first; what is malformed is passed over. */
function parseRanges(header: string): Range[] {
  return header
    .slice(0, MAX_HEADER_LENGTH)
    .split(',')
    .flatMap((item) => {
      const [, tag, quality = '1'] = RANGE.exec(item.replaceAll(/\s/g, '')) ?? [];
      return tag === undefined ? [] : [{ tag: tag.toLowerCase(), quality: Number(quality) }];
    })
    .toSorted((a, b) => b.quality - a.quality);
}

/** RFC 4647 lookup; null when nothing that is asked for is supported. */
function lookUp(header: string, { supportedLanguages, defaultLanguage }: NegotiationOptions): LanguageCode | null {
  const ranges = parseRanges(header);
  const refused = new Set(ranges.filter(({ quality }) => quality === 0).map(({ tag }) => tag));
  const candidates = supportedLanguages.filter((code) => !refused.has(code));
  let traditional = false;
  for (const { tag, quality } of ranges) {
    if (quality === 0) continue;
    if (tag === '*') {
      const any = candidates.includes(defaultLanguage) ? defaultLanguage : candidates[0];
      if (any !== undefined) return any;
    }
    // Browsers that ask for zh-TW add a bare zh, which does not mean that the reader wants Simplified characters.
    if (isTraditionalChinese(tag)) traditional = true;
    else if (!(traditional && tag === 'zh')) {
      const found = candidates.find((code) => tag === code || tag.startsWith(`${code}-`));
      if (found !== undefined) return found;
    }
  }
  return null;
}

function isTraditionalChinese(tag: string): boolean {
  if (!tag.startsWith('zh-')) return false;
  try {
    return new Intl.Locale(tag).maximize().script === 'Hant';
  } catch {
    return /-hant(-|$)/.test(tag);
  }
}
