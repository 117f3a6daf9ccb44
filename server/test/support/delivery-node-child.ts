import { startDeliveryNode } from '../../src/domains/notifications/deliveries/delivery-node.ts';
import { createMailer } from '../../src/domains/notifications/email/mailer.ts';
import type { Connection } from '../../src/platform/db/connection.ts';
import { createDatabase } from '../../src/platform/db/database.ts';
import { createLog } from '../../src/platform/log.ts';
import { createOutbound } from '../../src/platform/outbound/outbound.ts';
import { createSecrets } from '../../src/platform/secrets/secrets.ts';

/** A node in a process of its own that carries deliveries out; for tests that kill it. */
const { app, jobs, installationSecret, smtpUrl } = JSON.parse(process.env['DELIVERY_NODE'] ?? '') as {
  app: Connection;
  jobs: Connection;
  installationSecret: string;
  smtpUrl: string;
};
startDeliveryNode({
  database: createDatabase(app, 4),
  bus: { subscribe: () => () => {} },
  connection: jobs,
  log: createLog('silent'),
  outbound: createOutbound({ allowedHosts: ['127.0.0.1'], allowHttp: true }),
  secrets: createSecrets({ key: null, previousKeys: [], installationSecret }),
  mailer: createMailer({ smtpUrl, from: 'suite@example.com' }),
  streams: { send: () => Promise.reject(new Error('nobody is told live here')) },
  sendWithin: () => Promise.reject(new Error('nothing is sent here')),
  random: () => 0.5,
  now: () => new Date(),
});
