import "server-only";
import { and, eq } from "drizzle-orm";
import * as z from "zod/mini";
import { chatRoomSchema } from "@/lib/chat/model/message";
import type { ChatParty, ChatRoom } from "@/lib/chat/model/rooms";
import type { Queryable } from "@/lib/db/client";
import { chatMessages } from "@/lib/db/schema/chat";
import { type ChatPerson, memberOf } from "./access";
import type { StoredChatOrder } from "./chat-order";

const roomSchema = z.object({ room: chatRoomSchema });

interface SeenMessage {
  readonly room: ChatRoom;
  readonly party: ChatParty;
  readonly author_kind: string;
}

/** A message of the order that this person reads as a member. Null: there is none, or it is none of theirs. */
export async function findSeenMessage(
  db: Queryable,
  person: ChatPerson,
  order: StoredChatOrder,
  { messageId, now }: { messageId: string; now: number },
): Promise<SeenMessage | null> {
  const [message] = await db
    .select({
      room: chatMessages.room,
      rider_id: chatMessages.rider_id,
      author_kind: chatMessages.author_kind,
    })
    .from(chatMessages)
    .where(and(eq(chatMessages.id, messageId), eq(chatMessages.order_id, order.id)));
  if (message === undefined) return null;
  const { room } = roomSchema.parse(message);
  const party = memberOf(person, order, room, { now });
  const isOfFormerRider = party === "rider" && message.rider_id !== order.rider_id;
  return party === null || isOfFormerRider ? null : { room, party, author_kind: message.author_kind };
}
