import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Category, isCategory } from '../notification.ts';

/** Which mail is no longer wanted, and by whom: a member, or an address of nobody here. */
export interface Unsubscription {
  organizationId: number;
  who: { userId: number } | { address: string };
  category: Category;
}

export interface UnsubscribeTokens {
  make(unsubscription: Unsubscription): string;
  /** Null for what this installation has not made. */
  read(token: string): Unsubscription | null;
}

/** Tokens say themselves what they stand for, signed: nothing is kept, and they are good as long as the mail is. */
export function createUnsubscribeTokens(secret: string): UnsubscribeTokens {
  const sign = (text: string) => createHmac('sha256', secret).update(`unsubscribe ${text}`).digest();
  return {
    make({ organizationId, who, category }) {
      const whom = 'userId' in who ? who.userId : who.address;
      const text = Buffer.from(JSON.stringify([organizationId, whom, category])).toString('base64url');
      return `${text}.${sign(text).toString('base64url')}`;
    },
    read(token) {
      const [text = '', signature = ''] = token.split('.');
      const given = Buffer.from(signature, 'base64url');
      const right = sign(text);
      if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
      const [organizationId, whom, category]: unknown[] = JSON.parse(Buffer.from(text, 'base64url').toString());
      if (typeof organizationId !== 'number' || typeof category !== 'string' || !isCategory(category)) return null;
      if (typeof whom === 'number') return { organizationId, who: { userId: whom }, category };
      return typeof whom === 'string' ? { organizationId, who: { address: whom }, category } : null;
    },
  };
}
