/** `tag` is what Intl gets; `firstWeekday` counts from 1 = Monday to 7 = Sunday. */
interface Language {
  readonly name: string;
  readonly nativeName: string;
  readonly direction: 'ltr' | 'rtl';
  readonly tag: string;
  readonly defaultCurrency: string;
  readonly firstWeekday: number;
}

const ltr = 'ltr';

export const languages = {
  en: { name: 'English', nativeName: 'English', direction: ltr, tag: 'en-US', defaultCurrency: 'USD', firstWeekday: 7 },
  es: { name: 'Spanish', nativeName: 'Español', direction: ltr, tag: 'es-ES', defaultCurrency: 'EUR', firstWeekday: 1 },
  fr: { name: 'French', nativeName: 'Français', direction: ltr, tag: 'fr-FR', defaultCurrency: 'EUR', firstWeekday: 1 },
  de: { name: 'German', nativeName: 'Deutsch', direction: ltr, tag: 'de-DE', defaultCurrency: 'EUR', firstWeekday: 1 },
  hi: { name: 'Hindi', nativeName: 'हिन्दी', direction: ltr, tag: 'hi-IN', defaultCurrency: 'INR', firstWeekday: 7 },
  ja: { name: 'Japanese', nativeName: '日本語', direction: ltr, tag: 'ja-JP', defaultCurrency: 'JPY', firstWeekday: 7 },
  zh: {
    name: 'Chinese',
    nativeName: '简体中文',
    direction: ltr,
    tag: 'zh-CN',
    defaultCurrency: 'CNY',
    firstWeekday: 1,
  },
  ar: {
    name: 'Arabic',
    nativeName: 'العربية',
    direction: 'rtl',
    tag: 'ar-AE',
    defaultCurrency: 'AED',
    firstWeekday: 1,
  },
} as const satisfies Record<string, Language>;

export type LanguageCode = keyof typeof languages;

export const languageCodes: readonly LanguageCode[] = ['en', 'es', 'fr', 'de', 'hi', 'ja', 'zh', 'ar'];

export function isLanguageCode(value: unknown): value is LanguageCode {
  return typeof value === 'string' && Object.hasOwn(languages, value);
}
