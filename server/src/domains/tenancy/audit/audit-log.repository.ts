import type { Database, Db } from '../../../platform/db/database.ts';
import type { AuditFilter, AuditLogEntry } from './audit-log.schema.ts';

interface Stretch {
  direction: 'asc' | 'desc';
  /** The last one of the stretch before. */
  behind: number | null;
  limit: number;
}

export async function listAuditLog(
  db: Db,
  organizationId: number,
  filter: AuditFilter,
  { direction, behind, limit }: Stretch,
): Promise<AuditLogEntry[]> {
  const {
    action,
    actor_kind: kind,
    actor_id: actor,
    subject_kind: subjectKind,
    subject_id: subject,
    from,
    to,
  } = filter;
  let query = db
    .selectFrom('audit_log')
    .select(['sequence', 'at', 'actor_kind', 'actor_id', 'action', 'subject_kind', 'subject_id', 'detail', 'hash'])
    .where('organization_id', '=', organizationId);
  if (action?.endsWith('.')) query = query.where('action', '>=', action).where('action', '<', `${action}~`);
  else if (action !== undefined) query = query.where('action', '=', action);
  if (kind !== undefined) query = query.where('actor_kind', '=', kind);
  if (actor !== undefined) query = query.where('actor_id', '=', actor);
  if (subjectKind !== undefined) query = query.where('subject_kind', '=', subjectKind);
  if (subject !== undefined) query = query.where('subject_id', '=', subject);
  if (from !== undefined) query = query.where('at', '>=', new Date(from));
  if (to !== undefined) query = query.where('at', '<', new Date(to));
  if (behind !== null) query = query.where('sequence', direction === 'asc' ? '>' : '<', behind);
  const rows = await query.orderBy('sequence', direction).limit(limit).execute();
  return rows.map((row) => ({
    sequence: row.sequence,
    at: row.at.toISOString(),
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table's check allows no other value
    actor: { kind: row.actor_kind as AuditLogEntry['actor']['kind'], id: row.actor_id },
    action: row.action,
    subject: { kind: row.subject_kind, id: row.subject_id },
    detail: JSON.parse(row.detail),
    hash: row.hash.toString('hex'),
  }));
}

const STRETCH = 1000;

/** The whole log in the order in which it was written, a stretch at a time. */
export async function* readAuditLog(
  database: Database,
  organizationId: number,
  filter: AuditFilter,
): AsyncGenerator<AuditLogEntry[]> {
  for (let behind = 0; ;) {
    const stretch = { direction: 'asc' as const, behind, limit: STRETCH };
    const entries = await listAuditLog(database.tenant(organizationId), organizationId, filter, stretch);
    if (entries.length > 0) yield entries;
    if (entries.length < STRETCH) return;
    behind = entries.at(-1)?.sequence ?? behind;
  }
}
