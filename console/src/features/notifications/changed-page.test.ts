import { expect, test } from 'vitest';
import type { Notification } from '../../api/types.ts';
import { changedPage, withChange } from './changed-page.ts';

const now = '2026-11-04T10:00:00.000Z';
const message = (id: string, more: Partial<Notification> = {}): Notification => ({
  id,
  category: 'billing',
  priority: 'normal',
  title: 'A title',
  message: 'A text',
  language: 'en',
  data: {},
  link: null,
  state: 'unread',
  timestamp: now,
  read_at: null,
  archived_at: null,
  snoozed_until: null,
  why: [],
  ...more,
});
const page = { items: [message('a'), message('b')], next_cursor: null };
const idsOf = ({ items }: { items: readonly Notification[] }) => items.map(({ id }) => id);

test('what is archived or put off leaves the list, and what is only read stays where it is', () => {
  const archived = { ids: ['a'], change: { archived: true } };
  expect(idsOf(changedPage(page, undefined, archived, now))).toEqual(['b']);
  const snoozed = { ids: ['b'], change: { snoozed_until: '2026-11-05T10:00:00.000Z' } };
  expect(idsOf(changedPage(page, undefined, snoozed, now))).toEqual(['a']);
  const read = changedPage(page, undefined, { ids: ['a'], change: { read: true } }, now);
  expect(read.items.map(({ state }) => state)).toEqual(['read', 'unread']);
});

test('what is brought back leaves the list of what was archived', () => {
  const put = { items: [message('a', { archived_at: now, state: 'archived' })], next_cursor: null };
  expect(idsOf(changedPage(put, 'archived', { ids: ['a'], change: { archived: false } }, now))).toEqual([]);
});

test('a change and its opposite leave a message as it was', () => {
  const once = withChange(message('a'), { read: true }, now);
  expect([once.state, once.read_at]).toEqual(['read', now]);
  expect(withChange(once, { read: false }, now)).toEqual(message('a'));
});
