import { useMessages } from '../../lib/messages/messages.tsx';

/** Writes a span of time with its unit in words. */
export function useSpan(): (amount: number, unit: 'minute' | 'day' | 'week') => string {
  const { format } = useMessages();
  return (amount, unit) =>
    format.numberFormat({ style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 }).format(amount);
}
