import { Readable } from 'node:stream';
import type { Http } from '../../../http/http.ts';
import { limitOf, readIdCursor } from '../../../http/page.ts';
import { principalOf } from '../../../http/principal.ts';
import { verifyLatest } from '../../../platform/audit/verify.ts';
import { writeCsvCell } from '../../../platform/csv-cell.ts';
import type { Database } from '../../../platform/db/database.ts';
import { listAuditLog, readAuditLog } from './audit-log.repository.ts';
import {
  auditExportQuery,
  type AuditLogEntry,
  auditPage,
  auditQuery,
  verificationQuery,
  verificationSchema,
} from './audit-log.schema.ts';

const tags = ['Tenancy'];

const DEFAULT_VERIFIED = 10_000;
const MOST_FAULTS = 100;

interface AuditLogRoutesDeps {
  database: Database;
  /** With the secret that the chain is made with. */
  accounts: { secret: string };
}

export function registerAuditLogRoutes(http: Http, { database, accounts }: AuditLogRoutesDeps): void {
  http.get(
    '/api/v1/tenancy/audit-log',
    {
      config: { permission: 'tenancy:audit', operation: 'audit_log.list' },
      schema: {
        tags,
        summary: 'Who did what, latest first',
        querystring: auditQuery,
        response: { 200: auditPage },
      },
    },
    async (request) => {
      const { organizationId } = principalOf(request);
      const { limit, more } = limitOf(request.query);
      const stretch = { direction: 'desc' as const, behind: readIdCursor(request.query), limit };
      const entries = await listAuditLog(database.tenant(organizationId), organizationId, request.query, stretch);
      return more(entries, ({ sequence }) => sequence);
    },
  );
  http.get(
    '/api/v1/tenancy/audit-log/export',
    {
      config: { permission: 'tenancy:audit', operation: 'audit_log.export' },
      schema: {
        tags,
        summary: 'The audit log as a file',
        description: 'JSON Lines or CSV, in the order in which it was written.',
        querystring: auditExportQuery,
        produces: ['application/x-ndjson', 'text/csv'],
      },
    },
    async (request, reply) => {
      const { organizationId } = principalOf(request);
      const { format = 'jsonl', ...filter } = request.query;
      const entries = readAuditLog(database, organizationId, filter);
      return reply
        .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson')
        .header('content-disposition', `attachment; filename="audit-log.${format}"`)
        .send(Readable.from(format === 'csv' ? writeCsv(entries) : writeLines(entries)));
    },
  );
  http.get(
    '/api/v1/tenancy/audit-log/verification',
    {
      config: { permission: 'tenancy:audit', operation: 'audit_log.verify' },
      schema: {
        tags,
        summary: 'Whether the audit log is as it was written',
        description:
          'Walks the chain of the latest entries to its signed end. `suite verify-audit` walks all of it, and compares it with heads that were kept elsewhere.',
        querystring: verificationQuery,
        response: { 200: verificationSchema },
      },
    },
    async (request) => {
      const { entries: most = DEFAULT_VERIFIED } = request.query;
      const deps = { database, secret: accounts.secret };
      const { from, to, rows, isWhole, faults } = await verifyLatest(deps, principalOf(request).organizationId, most);
      const shown = faults
        .slice(0, MOST_FAULTS)
        .map(({ kind, ...range }) => ({ kind, from: range.from, to: range.to }));
      return { holds: faults.length === 0, from, to, entries: rows, whole: isWhole, faults: shown };
    },
  );
}

async function* writeLines(stretches: AsyncIterable<AuditLogEntry[]>): AsyncGenerator<string> {
  for await (const entries of stretches) yield entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

async function* writeCsv(stretches: AsyncIterable<AuditLogEntry[]>): AsyncGenerator<string> {
  yield 'sequence,at,actor_kind,actor_id,action,subject_kind,subject_id,detail,hash\r\n';
  for await (const entries of stretches) yield entries.map(toCsvRow).join('');
}

function toCsvRow({ sequence, at, actor, action, subject, detail, hash }: AuditLogEntry): string {
  const cells = [
    sequence,
    at,
    actor.kind,
    actor.id ?? '',
    action,
    subject.kind,
    subject.id,
    JSON.stringify(detail),
    hash,
  ];
  return `${cells.map((cell) => writeCsvCell(String(cell))).join(',')}\r\n`;
}
