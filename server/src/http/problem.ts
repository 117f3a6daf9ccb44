import Type from 'typebox';
import type { AppError } from '../platform/errors.ts';
import type { LanguageCode } from '../platform/messages/languages.ts';
import type { Messages } from '../platform/messages/messages.ts';

/** RFC 9457. */
export const problemSchema = Type.Object(
  {
    type: Type.String({ description: 'Names the kind of problem; the same for every language.' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String({ description: "What is wrong and how to mend it, in the reader's language." }),
    code: Type.String({ description: 'The same for every language; programs decide by it.' }),
    request_id: Type.String({ description: 'Finds the request in the log.' }),
    errors: Type.Optional(
      Type.Array(
        Type.Object({
          pointer: Type.String({ description: 'JSON pointer (RFC 6901) to what is wrong in the body.' }),
          code: Type.String(),
          detail: Type.String(),
        }),
      ),
    ),
  },
  {
    $id: 'Problem',
    additionalProperties: true,
    description: 'Why a request was refused (RFC 9457). Further members carry the figures of the case.',
  },
);

/** Puts an error into the words of `language`. The figures that its text names travel beside it for programs. */
export function toProblem(error: AppError, language: LanguageCode, messages: Messages, requestId: string) {
  const params = { ...error.params, requestId };
  const key = `${error.namespace}.errors.${error.code}`;
  return {
    ...error.params,
    type: `urn:business-suite:problem:${error.code}`,
    title: messages.translate(language, `${key}.title`, params),
    status: error.status,
    detail: messages.translate(language, `${key}.detail`, params),
    code: error.code,
    request_id: requestId,
    ...(error.faults.length > 0
      ? {
          errors: error.faults.map((fault) => ({
            pointer: fault.pointer,
            code: fault.code,
            detail: messages.translate(language, `${error.namespace}.faults.${fault.code}`, fault.params ?? {}),
          })),
        }
      : {}),
  };
}
