import Type from 'typebox';
import { pageOf, pageQuery } from '../../../http/page.ts';

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const name = (description: string, example: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 200, description, examples: [example] }));
const instant = (description: string) => Type.Optional(Type.String({ format: 'date-time', description }));

const actorKind = Type.Enum(['user', 'api_key', 'system']);

export const auditFilter = Type.Object({
  action: name('What was done; `model.` takes everything that begins so.', 'model.deployed'),
  actor_kind: Type.Optional(actorKind),
  actor_id: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
  subject_kind: name('What it was done to.', 'model'),
  subject_id: name('Which one.', '7'),
  from: instant('Not before.'),
  to: instant('Before.'),
});

export const auditQuery = Type.Object({ ...auditFilter.properties, ...pageQuery.properties });

export const auditExportQuery = Type.Object({
  ...auditFilter.properties,
  format: Type.Optional(Type.Enum(['jsonl', 'csv'], { default: 'jsonl' })),
});

const auditEntrySchema = Type.Object({
  sequence: Type.Integer({ description: 'Counts the acts of the organization without a gap.' }),
  at: Type.String({ format: 'date-time' }),
  actor: Type.Object({ kind: actorKind, id: nullable(Type.Integer()) }),
  action: Type.String({ examples: ['member.role_changed'] }),
  subject: Type.Object({ kind: Type.String(), id: Type.String() }),
  detail: Type.Unknown({ description: 'What a reader needs to understand the act.' }),
  hash: Type.String({ description: 'Over this entry and the hash of the one before; `suite verify-audit` checks it.' }),
});

export const auditPage = pageOf(auditEntrySchema);
export type AuditLogEntry = Type.Static<typeof auditEntrySchema>;
export type AuditFilter = Type.Static<typeof auditFilter>;
