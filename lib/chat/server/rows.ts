import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { type ChatMessage, chatMessageSchema } from "@/lib/chat/model/message";
import { chatCursors, chatMessages, chatRooms } from "@/lib/db/schema/chat";
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
 * columns or parameters of the query around it.
 */
export const readSeq = (party: SQL, id: SQL) => sql<number>`greatest(
  coalesce((
    select ${chatCursors.seq} from ${chatCursors}
    where ${chatCursors.order_id} = ${chatRooms.order_id} and ${chatCursors.room} = ${chatRooms.room}
      and ${chatCursors.party} = ${party} and ${chatCursors.reader_id} = ${id}
  ), 0),
  case when ${party} = 'rider' then coalesce((
    select min(${chatMessages.seq}) - 1 from ${chatMessages}
    where ${chatMessages.order_id} = ${chatRooms.order_id} and ${chatMessages.room} = ${chatRooms.room}
      and ${chatMessages.rider_id} = ${id}
  ), ${chatRooms.head}) else 0 end
)`;
