/** What the outlook is about, in the order in which it is shown. */
export const subjects = ['customers', 'stock', 'service', 'revenue'] as const;
export type Subject = (typeof subjects)[number];
