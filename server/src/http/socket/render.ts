import type { LanguageCode } from '../../platform/messages/languages.ts';
import type { Messages } from '../../platform/messages/messages.ts';
import type { StreamMessage } from '../../platform/streams/stream-message.ts';

/** The members of one type of message, in a reader's language. */
export type Render = (fields: Record<string, unknown>, language: LanguageCode) => Record<string, unknown>;

/**
 * Puts messages into the words of their readers, once for each language; all sockets share the bytes.
 * @param renderers for types that need more than their texts translated
 */
export function createRenderer(messages: Messages, renderers: ReadonlyMap<string, Render>) {
  const rendered = new WeakMap<StreamMessage, Map<LanguageCode, Buffer>>();

  function render(message: StreamMessage, language: LanguageCode): Buffer {
    const { id, sequence, type, fields, texts, createdAt } = message;
    const words = Object.entries(texts).map(([name, { key, params }]) => [
      name,
      messages.translate(language, key, params),
    ]);
    const text = JSON.stringify({
      type,
      id,
      ...(renderers.get(type)?.(fields, language) ?? fields),
      ...Object.fromEntries(words),
      timestamp: createdAt.toISOString(),
      sequence,
    });
    return Buffer.from(text);
  }

  return (message: StreamMessage, language: LanguageCode): Buffer => {
    const byLanguage = rendered.get(message) ?? new Map<LanguageCode, Buffer>();
    rendered.set(message, byLanguage);
    const bytes = byLanguage.get(language) ?? render(message, language);
    byLanguage.set(language, bytes);
    return bytes;
  };
}
