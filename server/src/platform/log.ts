import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

const SECRETS = [
  'password',
  'key',
  'secret',
  'token',
  'authorization',
  'cookie',
  '*.password',
  '*.key',
  '*.secret',
  '*.token',
  '*.authorization',
  '*.cookie',
];

/** The one log of a node: JSON lines on standard output, fields first, secrets left out. */
export function createLog(level: string, destination?: { write(line: string): void }): Logger {
  const options = {
    level,
    base: null,
    redact: { paths: SECRETS, censor: '[redacted]' },
    formatters: { level: (label: string) => ({ level: label }) },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
  };
  // Lines that come while one is being written go out together; the last ones when the process ends.
  return pino(options, destination ?? pino.destination({ dest: 1, sync: false }));
}
