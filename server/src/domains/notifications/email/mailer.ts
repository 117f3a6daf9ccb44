import type { Attempted } from '../deliveries/attempted.ts';
import type { MailContent } from './compose.ts';

interface Mail extends MailContent {
  /** The same for every attempt: a receiver that sees it twice knows it for one. */
  id: string;
  to: string;
}

export interface Mailer {
  send(mail: Mail, signal: AbortSignal): Promise<Attempted>;
  close(): Promise<void>;
}

export interface MailerOptions {
  smtpUrl: string;
  /** `Name <address>` or an address. */
  from: string;
}

const MAX_CONNECTIONS = 5;
const CONNECTION_TIMEOUT_MS = 10_000;
const SOCKET_TIMEOUT_MS = 30_000;

/** Hands mail to the operator's mail server. */
export function createMailer({ smtpUrl, from }: MailerOptions): Mailer {
  // The library takes its time to load: not before there is a mail.
  const open = async () =>
    (await import('nodemailer')).createTransport({
      url: smtpUrl,
      pool: true,
      maxConnections: MAX_CONNECTIONS,
      // What is tried again, and when, is decided by the delivery and by nobody else.
      maxRequeues: 0,
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      greetingTimeout: CONNECTION_TIMEOUT_MS,
      dnsTimeout: CONNECTION_TIMEOUT_MS,
      socketTimeout: SOCKET_TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  let transport: ReturnType<typeof open> | undefined;
  const domain = /@([\w.-]+)>?$/.exec(from)?.[1] ?? 'localhost';
  return {
    async close() {
      (await transport)?.close();
    },
    async send({ id, to, subject, text, html, unsubscribe }, signal) {
      try {
        const opened = await (transport ??= open());
        const sent = await opened.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          html,
          messageId: `<${id}@${domain}>`,
          headers: {
            'Auto-Submitted': 'auto-generated',
            ...(unsubscribe === null
              ? {}
              : {
                  'List-Unsubscribe': { prepared: true, value: `<${unsubscribe}>` },
                  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
                }),
          },
          signal,
        });
        return {
          outcome: 'sent',
          statusCode: codeOf(sent.response),
          answer: sent.response,
          providerId: sent.messageId,
        };
      } catch (error) {
        return toFailure(error);
      }
    },
  };
}

/** 5xx about this mail is final. What the operator has to mend, such as the password, is tried again. */
function toFailure(error: unknown): Attempted {
  const { code, response, responseCode, message }: Partial<SmtpError> = error instanceof Error ? error : {};
  const isOfMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  return {
    outcome: 'failed',
    statusCode: responseCode ?? null,
    answer: response ?? message ?? String(error),
    isFinal: isOfMail && (responseCode === undefined || responseCode >= 500),
    retryAfterSeconds: null,
  };
}

interface SmtpError extends Error {
  code?: string;
  response?: string;
  responseCode?: number;
}

const codeOf = (response: string): number | null => Number(/^\d{3}/.exec(response)?.[0] ?? 0) || null;
