import { once } from 'node:events';
import { after } from 'node:test';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  from: string;
  to: string[];
  /** The whole mail, as it came over the wire. */
  text: string;
}

/** A mail server of the test's own; `refuse` answers instead of taking a mail. */
export interface MailServer {
  url: string;
  received: ReceivedMail[];
  refuse: ((address: string) => { code: number; message: string } | null) | null;
  /** Told of a mail before its sender is answered. */
  onReceived: (() => void) | null;
  /** How often a recipient was named, refused or not. */
  tries: number;
}

export async function startMailServer(): Promise<MailServer> {
  const server: MailServer = { url: '', received: [], refuse: null, onReceived: null, tries: 0 };
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo({ address }, _session, done) {
      server.tries += 1;
      const refusal = server.refuse?.(address);
      done(refusal ? Object.assign(new Error(refusal.message), { responseCode: refusal.code }) : null);
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        const to = envelope.rcptTo.map(({ address }) => address);
        server.received.push({ from, to, text: Buffer.concat(chunks).toString() });
        server.onReceived?.();
        done();
      });
    },
  });
  smtp.on('error', () => {});
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
  const address = smtp.server.address();
  server.url = `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  after(() => new Promise<void>((resolve) => smtp.close(() => resolve())));
  return server;
}
