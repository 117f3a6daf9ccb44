import type { LanguageCode } from '../../../platform/messages/languages.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import type { Category } from '../notification.ts';
import type { Words } from '../sending/words.ts';

interface SlackLetter {
  organization: { name: string; language: LanguageCode };
  category: Category;
  words: Words;
  link: string | null;
}

/** The body of a call to an incoming webhook of Slack. */
export type ComposeSlack = (letter: SlackLetter) => object;

/** What Slack takes at most: of a header, of a section, of the text for notifications, of a list of blocks. */
const MOST = { header: 150, section: 3000, text: 3000, blocks: 50 } as const;

/**
 * A message in Block Kit. Titles and messages are plain text there: nothing in them is read as a mention, a link or a
 * format.
 */
export function createComposeSlack({ messages, publicUrl }: { messages: Messages; publicUrl: string }): ComposeSlack {
  return ({ organization: { name, language }, category, words: { title, message }, link }) => {
    const say = (key: string, params = {}) => messages.translate(language, key, params);
    const href = link === null ? null : new URL(link, publicUrl).href.replaceAll('|', '%7C');
    const end = [
      ...(href === null
        ? []
        : [section({ type: 'mrkdwn', text: `<${escape(href)}|${escape(say('notifications.email.open'))}>` })]),
      {
        type: 'context',
        elements: [
          plain(
            `${say('notifications.email.sentBy', { organization: name })} ${say(`notifications.categories.${category}`)}`,
          ),
        ],
      },
    ];
    const begin = title.length <= MOST.header ? { type: 'header', text: plain(title) } : section(plain(title));
    const room = MOST.blocks - 1 - end.length;
    const parts = message === title ? [] : divide(message, MOST.section).slice(0, room);
    return {
      text: escape(cut(`${title}\n${message}`, MOST.text / LONGEST_ESCAPE)),
      mrkdwn: false,
      blocks: [begin, ...parts.map((part) => section(plain(part))), ...end],
    };
  };
}

const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });
const section = (text: object) => ({ type: 'section', text });

const LONGEST_ESCAPE = 5;
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Whole characters, so many units of UTF-16 at most. */
function cut(text: string, most: number): string {
  return text.length <= most
    ? text
    : `${text
        .slice(0, most - 1)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`;
}

/** Parts of so many units of UTF-16 at most, divided at line breaks or blanks where there are any. */
function divide(text: string, most: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > most) {
    const head = rest.slice(0, most);
    const at = Math.max(head.lastIndexOf('\n'), head.lastIndexOf(' '));
    const pair = /[\uD800-\uDBFF]$/.test(head) ? most - 1 : most;
    const end = at > most / 2 ? at : pair;
    parts.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  return rest === '' ? parts : [...parts, rest];
}
