import { isAppError } from './platform/errors.ts';
import type { LanguageCode } from './platform/messages/languages.ts';
import { createMessages } from './platform/messages/messages.ts';

const write = (text: string) => process.stderr.write(`${text}\n`);

/** Tells whoever started the program what it does, in words, on standard error. */
export interface Narrator {
  (step: string, params?: Record<string, string | number>): void;
  /** Says what went wrong and how to mend it; a stack trace only for what nobody foresaw. */
  failure(error: unknown): void;
}

export function createNarrator(language: LanguageCode): Narrator {
  const messages = createMessages({ onFault: () => {}, isolateTexts: false });
  return Object.assign(
    (step: string, params: Record<string, string | number> = {}) =>
      write(messages.translate(language, `platform.start.${step}`, params)),
    {
      failure(error: unknown) {
        if (!isAppError(error)) {
          write(error instanceof Error ? (error.stack ?? error.message) : String(error));
          if (error instanceof Error && error.cause instanceof Error) write(`Cause: ${error.cause.message}`);
          return;
        }
        const key = `${error.namespace}.errors.${error.code}`;
        write(messages.translate(language, `${key}.title`, error.params));
        write(messages.translate(language, `${key}.detail`, error.params));
        for (const fault of error.faults) {
          write(
            `  ${fault.pointer}: ${messages.translate(language, `${error.namespace}.faults.${fault.code}`, fault.params)}`,
          );
        }
      },
    },
  );
}
