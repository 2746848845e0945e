import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { type ChatMessage, chatMessageSchema } from "@/lib/chat/model/message";
import { chatMessages } from "@/lib/db/schema/chat";
import { toWire } from "@/lib/db/wire";

export const messageColumns = {
  id: chatMessages.id,
  order_id: chatMessages.order_id,
  room: chatMessages.room,
  seq: chatMessages.seq,
  author_kind: chatMessages.author_kind,
  author_name: chatMessages.author_name,
  text: chatMessages.text,
  canned: chatMessages.canned,
  photo_id: chatMessages.photo_id,
  system: chatMessages.system,
  lang: chatMessages.lang,
  warning: chatMessages.warning,
  created_at: chatMessages.created_at,
};

export function toMessage({
  author_kind: kind,
  author_name: name,
  ...row
}: {
  author_kind: string;
  author_name: string;
}): ChatMessage {
  return toWire(chatMessageSchema, { ...row, author: { kind, name } });
}

/**
 * Up to where a member has read: the cursor, and never less than what came before a rider took the order. `party` and `id` are
 * columns or parameters of the query around it, which reads `chat_rooms`.
 */
export const readSeq = (party: SQL, id: SQL) => sql<number>`greatest(
  coalesce((
    select one.seq from chat_cursors one
    where one.order_id = chat_rooms.order_id and one.room = chat_rooms.room
      and one.party = ${party} and one.reader_id = ${id}
  ), 0),
  case when ${party} = 'rider' then coalesce((
    select min(own.seq) - 1 from chat_messages own
    where own.order_id = chat_rooms.order_id and own.room = chat_rooms.room and own.rider_id = ${id}
  ), chat_rooms.head) else 0 end
)`;
