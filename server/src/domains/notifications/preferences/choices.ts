import { type Category, isPersonalChannel, type PersonalChannel } from '../notification.ts';

/** What somebody has said of it; what they have not said follows the default. */
export type Choices = Partial<Record<Category, Partial<Record<PersonalChannel, boolean>>>>;

/** What concerns the safety of an account reaches its owner, whatever they wish to hear otherwise. */
export const ALWAYS_ON: Category = 'security';

/** Whether a reader wants a category by a channel: their own word, else the organization's, else yes. */
export function isWanted(
  category: Category,
  channel: string,
  { own, organization }: { own: Choices; organization: Choices },
): boolean {
  if (category === ALWAYS_ON || !isPersonalChannel(channel)) return true;
  return own[category]?.[channel] ?? organization[category]?.[channel] ?? true;
}
