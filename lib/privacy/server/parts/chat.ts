import "server-only";
import { and, desc, eq, isNull, or, sql } from "drizzle-orm";
import {
  chatBlocks,
  chatCursors,
  chatMessages,
  chatPhotos,
  chatReports,
  chatRooms,
} from "@/lib/db/schema/chat";
import { ERASED_NAME } from "@/lib/privacy/model/erased";
import type { PersonalDataPart } from "@/lib/privacy/server/part";

/** Chats are erased after a month; a bound keeps the archive in memory. */
const MESSAGES_AT_MOST = 10_000;

/**
 * What the person wrote goes, except in a chat that was reported: a complaint needs it, without the name. The messages of a store
 * are the store's, whoever of its staff wrote them.
 */
export const chatPart: PersonalDataPart = {
  name: "chat",
  read: async (db, { userId }) => ({
    written: await db
      .select({
        order_id: chatMessages.order_id,
        room: chatMessages.room,
        as: chatMessages.author_kind,
        text: chatMessages.text,
        canned: chatMessages.canned,
        photo_id: chatMessages.photo_id,
        created_at: chatMessages.created_at,
      })
      .from(chatMessages)
      .where(and(eq(chatMessages.author_id, userId), isNull(chatMessages.system)))
      .orderBy(desc(chatMessages.created_at))
      .limit(MESSAGES_AT_MOST),
    reported: await db
      .select({
        order_id: chatReports.order_id,
        reason: chatReports.reason,
        note: chatReports.note,
        created_at: chatReports.created_at,
      })
      .from(chatReports)
      .where(eq(chatReports.by_id, userId)),
  }),
  erase: async (tx, { userId }) => {
    const isReported = sql`exists (
      select from ${chatRooms} room
      where room.order_id = chat_messages.order_id and room.room = chat_messages.room and room.reported_at is not null
    )`;
    const isOwn = and(eq(chatMessages.author_id, userId), isNull(chatMessages.system));
    const isPersonal = and(isOwn, sql`${chatMessages.author_kind} <> 'store'`);
    await tx.delete(chatPhotos).where(
      and(
        eq(chatPhotos.user_id, userId),
        sql`not exists (
          select from ${chatMessages}
          where chat_messages.order_id = chat_photos.order_id and chat_messages.room = chat_photos.room
            and photo_id = ${chatPhotos.id} and (author_kind = 'store' or ${isReported})
        )`,
      ),
    );
    await tx.delete(chatMessages).where(and(isPersonal, sql`not ${isReported}`));
    await tx.update(chatMessages).set({ author_name: ERASED_NAME }).where(isPersonal);
    await tx.update(chatMessages).set({ author_id: null }).where(isOwn);
    await tx.delete(chatCursors).where(eq(chatCursors.reader_id, userId));
    await tx.delete(chatBlocks).where(or(eq(chatBlocks.by_id, userId), eq(chatBlocks.party_id, userId)));
  },
};
