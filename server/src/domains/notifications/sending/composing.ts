import type { Messages } from '../../../platform/messages/messages.ts';
import { createComposeMail } from '../email/compose.ts';
import type { UnsubscribeTokens } from '../email/unsubscribe-token.ts';
import { createComposeSlack } from '../slack/compose-slack.ts';
import { createWording } from './words.ts';

interface ComposingDeps {
  messages: Messages;
  tokens: UnsubscribeTokens;
  publicUrl: string;
}

/** How texts are put into words, and words into mails and messages of Slack. */
export const createComposing = (deps: ComposingDeps) => ({
  wording: createWording(deps.messages),
  composeMail: createComposeMail(deps),
  composeSlack: createComposeSlack(deps),
});
