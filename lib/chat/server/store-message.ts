import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import type { ChatMessage } from "@/lib/chat/model/message";
import { chatCursors, chatMessages, chatRooms } from "@/lib/db/schema/chat";
import type { Transaction } from "@/lib/db/transaction";

export type StoredMessage = Omit<ChatMessage, "seq" | "created_at">;

interface Sender {
  /** The person. */
  readonly authorId: string;
  /** The order's rider, where the room has one. */
  readonly riderId: string | null;
  /** The member who has read everything with it; null for the system's own messages. */
  readonly readerId: string | null;
  /** Of the request; null: it is never repeated. */
  readonly hash: string | null;
  readonly now: Date;
}

/** Nobody writes as much; it bounds what a room can hold. */
const MESSAGES_AT_MOST = 2_000;

const stored = z.object({ rows: z.array(z.object({ seq: z.coerce.number() })).check(z.maxLength(1)) });

/**
 * Stores a message as the next one of its room, in one statement: the room's row is locked until the commit, so the numbers have no
 * gap and are committed in their order. Returns null when the room is full.
 */
export async function storeMessage(
  tx: Transaction,
  message: StoredMessage,
  { authorId, riderId, readerId, hash, now }: Sender,
): Promise<ChatMessage | null> {
  const { id, order_id, room, author, text, canned, photo_id, system, lang, warning } = message;
  const at = sql`${now.toISOString()}::timestamptz`;
  const answer = await tx.execute(sql`
    with room as (
      insert into ${chatRooms} (order_id, room, head, last_at) values (${order_id}::uuid, ${room}, 1, ${at})
      on conflict (order_id, room) do update set head = ${chatRooms.head} + 1, last_at = excluded.last_at
      where ${chatRooms.head} < ${MESSAGES_AT_MOST}
      returning head
    ), cursor as (
      insert into ${chatCursors} (order_id, room, party, reader_id, seq, read_at)
      select ${order_id}::uuid, ${room}, ${author.kind}, ${readerId}::uuid, head, ${at} from room
      where ${readerId}::uuid is not null
      on conflict (order_id, room, party, reader_id) do update set seq = excluded.seq, read_at = excluded.read_at
    )
    insert into ${chatMessages} (id, order_id, room, seq, author_kind, author_id, author_name, rider_id, text, canned,
      photo_id, system, lang, warning, created_at, request_hash)
    select ${id}::uuid, ${order_id}::uuid, ${room}, head, ${author.kind}, ${authorId}::uuid, ${author.name},
      ${riderId}::uuid, ${text}, ${canned}, ${photo_id}::uuid, ${system}, ${lang}, ${warning}, ${at}, ${hash}
    from room
    returning seq`);
  const [row] = z.parse(stored, answer).rows;
  return row === undefined ? null : { ...message, seq: row.seq, created_at: now.toISOString() };
}
