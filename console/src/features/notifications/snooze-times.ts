const morningHour = 9;
const hoursMs = 3 * 3_600_000;

type SnoozeChoice = 'hours' | 'tomorrow' | 'monday';
export const snoozeChoices: readonly SnoozeChoice[] = ['hours', 'tomorrow', 'monday'];

/** When a message that is put off comes back, by the reader's own clock. */
export function snoozeTime(choice: SnoozeChoice, now: Date): Date {
  if (choice === 'hours') return new Date(now.getTime() + hoursMs);
  const days = choice === 'tomorrow' ? 1 : (8 - now.getDay()) % 7 || 7;
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, morningHour);
}
