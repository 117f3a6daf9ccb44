import { type Json, StepError, type StepHandler } from '../domains/automation/index.ts';
import type { Notifications, StepNotification } from '../domains/notifications/index.ts';
import { isLanguageCode } from '../platform/messages/languages.ts';
import type { Messages } from '../platform/messages/messages.ts';

interface Deps {
  step: Notifications['step'];
  messages: Pick<Messages, 'translate'>;
  findName(organizationId: number, workflowId: number): Promise<string>;
}

/** Tells people, in the transaction that notes the step as done. */
export function createNotificationStepHandler({ step, messages, findName }: Deps): StepHandler {
  return {
    type: 'notification',

    async run(given, { organizationId, workflowId, runId, idempotencyKey, language }) {
      const name = await findName(organizationId, workflowId);
      const place = { organizationId, workflow: { id: workflowId, name }, runId, idempotencyKey };
      return {
        output: null,
        async commit(db) {
          const outcome = await step.send(db, place, toParameters(given));
          if (outcome.kind === 'sent') return outcome.output;
          const reader = isLanguageCode(language) ? language : 'en';
          const message = messages.translate(reader, 'automation.failures.channel_unavailable', {
            channel: outcome.channel,
          });
          throw new StepError({ code: outcome.code, message, isRetryable: false });
        },
      };
    },

    preview: (given, { organizationId, language }) =>
      step.preview({ organizationId, language: isLanguageCode(language) ? language : 'en' }, toParameters(given)),
  };
}

/** Checked by the step's schema before it is done. */
const toParameters = (given: { readonly [name: string]: Json }): StepNotification => given;
