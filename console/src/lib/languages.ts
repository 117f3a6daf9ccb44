export const languages = [
  { code: 'en', nativeName: 'English', direction: 'ltr', tag: 'en-US' },
  { code: 'es', nativeName: 'Español', direction: 'ltr', tag: 'es-ES' },
  { code: 'fr', nativeName: 'Français', direction: 'ltr', tag: 'fr-FR' },
  { code: 'de', nativeName: 'Deutsch', direction: 'ltr', tag: 'de-DE' },
  { code: 'hi', nativeName: 'हिन्दी', direction: 'ltr', tag: 'hi-IN' },
  { code: 'ja', nativeName: '日本語', direction: 'ltr', tag: 'ja-JP' },
  { code: 'zh', nativeName: '简体中文', direction: 'ltr', tag: 'zh-CN' },
  { code: 'ar', nativeName: 'العربية', direction: 'rtl', tag: 'ar-AE' },
] as const;

export type Language = (typeof languages)[number]['code'];
export type Direction = 'ltr' | 'rtl';

const byCode = new Map<string, (typeof languages)[number]>(languages.map((language) => [language.code, language]));

export function isLanguage(code: unknown): code is Language {
  return typeof code === 'string' && byCode.has(code);
}

export function directionOf(language: Language): Direction {
  return byCode.get(language)?.direction ?? 'ltr';
}

/** The BCP 47 tag whose conventions the numbers and dates of a language follow. */
export function formattingTag(language: Language): string {
  return byCode.get(language)?.tag ?? 'en-US';
}
