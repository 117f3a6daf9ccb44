import Type from 'typebox';
import { pageOf, pageQuery } from '../../../http/page.ts';
import { auditFaultKinds } from '../../../platform/audit/verify.ts';

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

export const verificationQuery = Type.Object({
  entries: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 50_000,
      default: 10_000,
      description: 'At most so many are looked at, the latest ones.',
    }),
  ),
});

const sequence = Type.Integer({ description: 'Of an entry; 0 where there is none.', examples: [1] });
export const verificationSchema = Type.Object({
  holds: Type.Boolean({ description: 'Nothing was changed, removed or put in between among what was looked at.' }),
  from: sequence,
  to: sequence,
  entries: Type.Integer({ description: 'How many were looked at.', examples: [128] }),
  whole: Type.Boolean({ description: 'Whether that is all that is kept.' }),
  faults: Type.Array(
    Type.Object({
      kind: Type.Enum([...auditFaultKinds]),
      from: sequence,
      to: sequence,
    }),
    { description: 'What does not hold, and where.' },
  ),
});
