import { formatNumber, formatPercent } from '../../../platform/messages/formats.ts';
import type { LanguageCode } from '../../../platform/messages/languages.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import type { ProfileNote } from './profile.schema.ts';
import type { Profile } from './profile.service.ts';

/** Says numbers as a reader does: those whose name ends with `_share` as percentages, with `_number` by three digits. */
export function spokenParams(language: LanguageCode, params: ProfileNote['params']): ProfileNote['params'] {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (typeof value !== 'number') return [name, value];
      if (name.endsWith('_share')) return [name, spokenShare(value, language)];
      return [
        name,
        name.endsWith('_number') ? formatNumber(value, language, { maximumFractionDigits: digits(value) }) : value,
      ];
    }),
  );
}

/** A share that is not zero is not said to be. */
function spokenShare(share: number, language: LanguageCode): string {
  const fine = share > 0 && share < 0.01;
  return formatPercent(share, language, { maximumFractionDigits: fine ? Math.min(6, digits(share * 100)) : 1 });
}

/** Three digits that say something, however small the number is. */
function digits(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return 0;
  return Math.min(20, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))));
}

const standing = ({ dataset, measuredAt, durationMs, isStale, jobId }: Profile) => ({
  dataset: dataset.name,
  measured_at: measuredAt.toISOString(),
  duration_ms: durationMs,
  is_stale: isStale,
  job_id: jobId,
});

/** Puts profiles into the words of a reader. */
export function createProfileWords(messages: Messages) {
  const note = (language: LanguageCode, { code, column, severity, params }: ProfileNote) => {
    const spoken = spokenParams(language, params);
    const text = messages.translate(language, `quality.notes.${code}`, spoken);
    return { code, column, severity, text, advice: messages.translate(language, `quality.advice.${code}`, spoken) };
  };
  return {
    dataset: (language: LanguageCode, profile: Profile) => ({
      ...standing(profile),
      ...profile.figures,
      notes: profile.figures.notes.map((each) => note(language, each)),
    }),

    /** Of one column; null where it has none of the name, or it was not measured. */
    column(language: LanguageCode, profile: Profile, name: string) {
      const { rows, sample, columns, notes } = profile.figures;
      const column = columns.find((each) => each.name === name);
      if (!column) return null;
      const own = notes.filter((each) => each.column === name).map((each) => note(language, each));
      return { ...standing(profile), rows, sample, column, notes: own };
    },
  };
}
