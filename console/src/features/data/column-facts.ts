import type { ColumnFigures, Profile } from '../../api/types.ts';
import type { Messages } from '../../lib/messages/messages.tsx';
import { useMessages } from '../../lib/messages/messages.tsx';

interface Fact {
  label: string;
  value: string;
}

type Drift = NonNullable<Profile['drift']>['columns'][number];

/** What was measured of a column, in words and figures, as far as it is there. */
export function useColumnFacts(column: ColumnFigures, drift: Drift | undefined): Fact[] {
  const messages = useMessages();
  const { t, format } = messages;
  return [
    {
      label: t('consoleProfile.blanks'),
      value: `${format.integer(column.blanks)} (${format.percent(column.blank_share, 1)})`,
    },
    { label: t('consoleProfile.distinct'), value: format.integer(column.distinct) },
    ...numberFacts(column, messages),
    ...textFacts(column, messages),
    ...timeFacts(column, messages),
    ...(drift === undefined || drift.verdict === 'not_judged'
      ? []
      : [
          {
            label: t('consoleProfile.drift'),
            value: `${t(`consoleProfile.drift.${drift.verdict}`)}, PSI ${format.fixed(drift.psi, 2)}`,
          },
        ]),
  ];
}

function numberFacts({ numbers }: ColumnFigures, { t, format }: Messages): Fact[] {
  if (numbers === null) return [];
  const median = numbers.quantiles.find(({ p }) => p === 0.5)?.value;
  const quartiles = [0.25, 0.75].map((p) => numbers.quantiles.find((quantile) => quantile.p === p)?.value);
  const [lower, upper] = quartiles;
  return [
    { label: t('consoleProfile.range'), value: `${format.exact(numbers.min)} – ${format.exact(numbers.max)}` },
    ...(numbers.mean === null ? [] : [{ label: t('consoleProfile.mean'), value: format.figure(numbers.mean) }]),
    ...(median === undefined ? [] : [{ label: t('consoleProfile.median'), value: format.figure(median) }]),
    ...(lower === undefined || upper === undefined
      ? []
      : [{ label: t('consoleProfile.middleHalf'), value: `${format.figure(lower)} – ${format.figure(upper)}` }]),
    ...(numbers.standard_deviation === null
      ? []
      : [{ label: t('consoleProfile.deviation'), value: format.figure(numbers.standard_deviation) }]),
    ...some(t('consoleProfile.zeros'), numbers.zeros, format.integer),
    ...some(t('consoleProfile.negatives'), numbers.negatives, format.integer),
  ];
}

function textFacts({ texts }: ColumnFigures, { t, format }: Messages): Fact[] {
  if (texts === null) return [];
  return [
    {
      label: t('consoleProfile.lengths'),
      value:
        texts.shortest === texts.longest
          ? format.integer(texts.shortest)
          : `${format.integer(texts.shortest)} – ${format.integer(texts.longest)}`,
    },
    ...(texts.format === null
      ? []
      : [
          {
            label: t('consoleProfile.format'),
            value: `${t(`consoleProfile.format.${texts.format.name}`)} (${format.percent(texts.format.share)})`,
          },
        ]),
    ...some(t('consoleProfile.spaces'), texts.spaces_around, format.integer),
    ...(texts.shapes[0] === undefined
      ? []
      : [
          {
            label: t('consoleProfile.shape'),
            value: `${texts.shapes[0].shape} (${format.percent(texts.shapes[0].share)})`,
          },
        ]),
  ];
}

function timeFacts({ times }: ColumnFigures, { t, format }: Messages): Fact[] {
  if (times === null) return [];
  const write = (iso: string) => (times.days_only ? format.day(iso.slice(0, 10)) : format.dateTime(iso));
  const [gap] = times.gaps;
  return [
    { label: t('consoleProfile.first'), value: write(times.first) },
    { label: t('consoleProfile.last'), value: write(times.last) },
    ...(times.busiest_day === null
      ? []
      : [
          {
            label: t('consoleProfile.busiest'),
            value: `${format.day(times.busiest_day.day)} (${format.integer(times.busiest_day.rows)})`,
          },
        ]),
    ...some(t('consoleProfile.future'), times.in_future, format.integer),
    ...(gap === undefined
      ? []
      : [
          {
            label: t('consoleProfile.gap'),
            value: t('consoleProfile.gapDays', { from: format.day(gap.after), days: gap.days }),
          },
        ]),
  ];
}

function some(label: string, count: number, write: (count: number) => string): Fact[] {
  return count === 0 ? [] : [{ label, value: write(count) }];
}
