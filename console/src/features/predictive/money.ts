import { useMessages } from '../../lib/messages/messages.tsx';

/** Writes amounts of one currency. */
export function useMoney(currency: string) {
  const { format } = useMessages();
  const short = (value: number): string => format.money(value, currency, 'short');
  return {
    short,
    full: (value: number): string => format.money(value, currency),
    signed: (value: number): string =>
      format.signed(value, {
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
        notation: 'compact',
        maximumSignificantDigits: 3,
      }),
    range: (lower: number, upper: number): string => `${short(lower)} – ${short(upper)}`,
  };
}
