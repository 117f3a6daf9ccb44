import { languages, type LanguageCode } from './languages.ts';

/** One Intl formatter for each language and set of options; making one costs far more than using it. */
function remember<Options, Formatter>(
  create: (tag: string, options: Options | undefined) => Formatter,
): (language: LanguageCode, options?: Options) => Formatter {
  const made = new Map<string, Formatter>();
  return (language, options) => {
    const id = `${language} ${JSON.stringify(options)}`;
    const known = made.get(id);
    if (known !== undefined) return known;
    const formatter = create(languages[language].tag, options);
    made.set(id, formatter);
    return formatter;
  };
}

// Spanish groups from five digits on unless told otherwise, so that 1.234 and 12.345 would not align.
export const numberFormat = remember(
  (tag: string, options: Intl.NumberFormatOptions | undefined) =>
    new Intl.NumberFormat(tag, { ...(tag.startsWith('es') && { useGrouping: 'always' as const }), ...options }),
);

/** Without a time zone of its own a format is in UTC: never in the zone of the machine. */
export const dateTimeFormat = remember(
  (tag: string, options: Intl.DateTimeFormatOptions | undefined) =>
    new Intl.DateTimeFormat(tag, { timeZone: 'UTC', ...options }),
);

export const pluralRules = remember(
  (tag: string, options: Intl.PluralRulesOptions | undefined) => new Intl.PluralRules(tag, options),
);

export const relativeTimeFormat = remember(
  (tag: string, options: Intl.RelativeTimeFormatOptions | undefined) => new Intl.RelativeTimeFormat(tag, options),
);

export const listFormat = remember(
  (tag: string, options: Intl.ListFormatOptions | undefined) => new Intl.ListFormat(tag, options),
);

export const durationFormat = remember(
  (tag: string, options: Intl.DurationFormatOptions | undefined) => new Intl.DurationFormat(tag, options),
);
