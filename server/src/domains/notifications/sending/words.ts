import type { LanguageCode } from '../../../platform/messages/languages.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import { notificationErrors } from '../notifications.errors.ts';
import type { NotificationText } from '../notification.ts';
import { renderTemplate, TemplateError } from './liquid.ts';

export interface Words {
  title: string;
  message: string;
}

/** Of whom a template may speak. */
interface Addressee {
  name: string;
  language: LanguageCode;
}

const MOST_TITLE_CHARACTERS = 300;
const MOST_MESSAGE_CHARACTERS = 20_000;

/** Puts a text into the words of its reader. */
export type Wording = (text: NotificationText, addressee: Addressee) => Words;

export function createWording(messages: Messages): Wording {
  return (text, addressee) => {
    const words = renderText(text, addressee, messages);
    // A line break in a subject would be one of a mail's head.
    const title = words.title.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
    const message = withoutControls(words.message).trim();
    check(title, MOST_TITLE_CHARACTERS, '/title');
    check(message, MOST_MESSAGE_CHARACTERS, '/message');
    return { title, message };
  };
}

function renderText(text: NotificationText, addressee: Addressee, messages: Messages): Words {
  if (text.kind === 'catalogue') {
    const say = ({ key, params }: typeof text.title) => messages.translate(addressee.language, key, params);
    return { title: say(text.title), message: say(text.message) };
  }
  const { title, message } = text.translations?.[addressee.language] ?? text;
  if (text.kind === 'words') return { title, message };
  const scope = { ...text.values, recipient: { name: addressee.name, language: addressee.language } };
  return {
    title: render(title, scope, '/title'),
    message: render(message, scope, '/message'),
  };
}

/** @throws AppError notification_refused that names the place in the template */
function render(template: string, scope: object, pointer: string): string {
  try {
    return renderTemplate(template, scope);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const faults = [{ pointer, code: 'template_invalid' as const, params: { reason: error.message } }];
    throw notificationErrors.notification_refused({}, { faults, cause: error });
  }
}

function check(text: string, most: number, pointer: string): void {
  const code = text === '' ? 'text_empty' : text.length > most ? 'text_too_long' : null;
  if (code === null) return;
  throw notificationErrors.notification_refused({}, { faults: [{ pointer, code, params: { most } }] });
}

/** Tabs and line breaks stay. */
const withoutControls = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .toWellFormed();
