import { type Selectable, sql } from 'kysely';
import type { Bus } from '../bus/bus.ts';
import { afterCommit } from '../db/after-commit.ts';
import type { Database, Db } from '../db/database.ts';
import type { DB } from '../db/schema.generated.ts';
import { createFeeds, type Follower, type Following } from './feeds.ts';
import type { NewStreamMessage, StreamHead, StreamMessage, StreamRange } from './stream-message.ts';

/** Messages to people, in the order of their numbers, kept for those who come back. */
export interface Streams {
  /**
   * Writes a message in the caller's transaction, with the organization's next number; pushed after the commit. Until
   * then other messages of the organization wait, so send last.
   * @returns its number
   */
  send(db: Db, organizationId: number, message: NewStreamMessage): Promise<number>;
  head(organizationId: number): Promise<StreamHead>;
  /** In order, from the one after `after` to `through`. */
  read(organizationId: number, range: StreamRange): Promise<StreamMessage[]>;
  /** Has `follower` told of every message, in order and without a gap, from the one after its own position. */
  follow(organizationId: number, follower: Follower): Following;
}

const TOPIC = 'streams.sent';

interface StreamsDeps {
  database: Database;
  bus: Bus;
  newId(prefix: string): string;
}

export function createStreams({ database, bus, newId }: StreamsDeps): Streams {
  const read = async (organizationId: number, { after, through, limit }: StreamRange): Promise<StreamMessage[]> => {
    const rows = await database
      .tenant(organizationId)
      .selectFrom('stream_messages')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('sequence', '>', after)
      .where('sequence', '<=', through)
      .orderBy('sequence')
      .limit(limit)
      .execute();
    return rows.map(toMessage);
  };
  const head = async (organizationId: number): Promise<StreamHead> => {
    const row = await database
      .tenant(organizationId)
      .selectFrom('stream_heads')
      .select(['last_sequence as lastSequence', 'trimmed_through as trimmedThrough'])
      .where('organization_id', '=', organizationId)
      .executeTakeFirst();
    return row ?? { lastSequence: 0, trimmedThrough: 0 };
  };
  const feeds = createFeeds({ read, head, bus, topic: TOPIC });

  return {
    read,
    head,
    follow: feeds.follow,
    async send(db, organizationId, message) {
      const sequence = await insertMessage(db, organizationId, newId('msg'), message);
      afterCommit(db, () => bus.publish(TOPIC, { organizationId, sequence }));
      return sequence;
    },
  };
}

/** The row of the head is locked until the transaction ends: numbers are given in the order of commits, without gaps. */
async function insertMessage(db: Db, organizationId: number, id: string, message: NewStreamMessage): Promise<number> {
  const { userId, permission = null, type, fields, texts = {}, replaces = null } = message;
  const { rows } = await sql<{ sequence: number }>`
    with head as (
      insert into stream_heads (organization_id, last_sequence) values (${organizationId}::int, 1)
      on conflict (organization_id) do update set last_sequence = stream_heads.last_sequence + 1
      returning last_sequence
    ), replaced as (
      delete from stream_messages where organization_id = ${organizationId}::int and replaces = ${replaces}::text
    )
    insert into stream_messages (organization_id, sequence, id, user_id, permission, type, body, replaces)
    select ${organizationId}::int, last_sequence, ${id}::text, ${userId}::int, ${permission}::text, ${type}::text,
      ${JSON.stringify({ fields, texts })}::jsonb, ${replaces}::text from head
    returning sequence`.execute(db);
  const sequence = rows[0]?.sequence;
  if (sequence === undefined) throw new Error('The message got no number');
  return sequence;
}

function toMessage(row: Selectable<DB['stream_messages']>): StreamMessage {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by insertMessage alone
  const { fields, texts } = row.body as unknown as Pick<StreamMessage, 'fields' | 'texts'>;
  return {
    id: row.id,
    sequence: row.sequence,
    userId: row.user_id,
    permission: row.permission,
    type: row.type,
    fields,
    texts,
    createdAt: row.created_at,
  };
}
