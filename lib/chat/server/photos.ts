import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import * as z from "zod/mini";
import type { Viewer } from "@/lib/auth/server/viewer";
import { chatRoomSchema } from "@/lib/chat/model/message";
import { type ChatParty, type ChatRoom, MEMBERS_OF_ROOM } from "@/lib/chat/model/rooms";
import { type Failure, failure, type Result, success } from "@/lib/commands/result";
import { type Queryable, queryable } from "@/lib/db/client";
import { chatMessages, chatPhotos } from "@/lib/db/schema/chat";
import { transaction } from "@/lib/db/transaction";
import type { ReadPhoto } from "@/lib/photos/read-photo";
import { receivePhoto } from "@/lib/photos/receive-photo";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";
import { memberOf, readBlocks, readerOf, stopFor } from "./access";
import { holdChatOrder, readChatOrder } from "./chat-order";

/** Longest side in pixels: enough to tell a door or a dish. */
const SIDE = 1_280;
/** Photos of a person that no message shows yet. */
const UNSENT_AT_MOST = 5;

interface Upload {
  readonly orderId: string;
  readonly room: ChatRoom;
  readonly as: ChatParty | undefined;
  read(): Promise<ReadPhoto>;
}

async function refuseUpload(
  db: Queryable,
  viewer: Viewer,
  { orderId, room, as }: Pick<Upload, "orderId" | "room" | "as">,
): Promise<Failure<never> | null> {
  const now = Date.now();
  const order = await holdChatOrder(db, orderId);
  const party = order === null ? null : memberOf(viewer, order, room, { as, now });
  if (order === null || party === null) return failure<never>("not_found", errorText("order_not_found"));
  const members = MEMBERS_OF_ROOM[room];
  const stop = stopFor(order, room, { party, blocks: await readBlocks(db, order), members, now });
  return stop === null ? null : failure<never>("conflict", errorText(`chat.stop.${stop}`));
}

type Uploaded = Result<{ photo_id: string }, never>;

/** Stores a photo for a message that is sent afterwards. One that is not sent is removed after a day, or by the sixth after it. */
export async function uploadChatPhoto(
  viewer: Viewer,
  { read, ...about }: Upload,
): Promise<Uploaded | { refusal: Response }> {
  const refused = await refuseUpload(await queryable(), viewer, about);
  if (refused !== null) return refused;
  return receivePhoto<Uploaded>({
    userId: viewer.userId,
    sides: [SIDE],
    read,
    store: ({ files }) =>
      transaction<Uploaded>(async (tx) => {
        // A slow upload may be overtaken by the end of the chat, or by another rider.
        const late = await refuseUpload(tx, viewer, about);
        const bytes = files.at(-1)?.bytes;
        if (late !== null || bytes === undefined)
          return late ?? failure<never>("not_found", errorText("photo.gone"));
        const id = newId();
        await tx.insert(chatPhotos).values({
          ...{ id, order_id: about.orderId, room: about.room, user_id: viewer.userId },
          ...{ created_at: new Date(), bytes },
        });
        await tx.execute(sql`
          delete from ${chatPhotos} where id in (
            select id from ${chatPhotos} where user_id = ${viewer.userId}::uuid and sent_at is null
            order by created_at desc, id desc offset ${UNSENT_AT_MOST}
          )`);
        return success({ photo_id: id });
      }),
  });
}

const storedSchema = z.object({ room: chatRoomSchema });

/** Returns a WebP file; null when there is none, no message shows it, or the viewer does not read that message. */
export async function readChatPhoto(
  viewer: Viewer,
  orderId: string,
  photoId: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const { data: order_id } = idSchema.safeParse(orderId);
  const { data: id } = idSchema.safeParse(photoId);
  if (order_id === undefined || id === undefined) return null;
  const db = await queryable();
  const [photo] = await db
    .select({ room: chatPhotos.room, bytes: chatPhotos.bytes, rider_id: chatMessages.rider_id })
    .from(chatPhotos)
    .innerJoin(
      chatMessages,
      and(
        eq(chatMessages.order_id, chatPhotos.order_id),
        eq(chatMessages.room, chatPhotos.room),
        eq(chatMessages.photo_id, chatPhotos.id),
      ),
    )
    .where(and(eq(chatPhotos.id, id), eq(chatPhotos.order_id, order_id)));
  const order = photo === undefined ? null : await readChatOrder(db, order_id);
  if (photo === undefined || order === null) return null;
  const { room } = storedSchema.parse(photo);
  const now = Date.now();
  const reader = await readerOf(db, viewer, order, room, { now });
  const isOfFormerRider = reader === "rider" && photo.rider_id !== order.rider_id;
  return reader === null || isOfFormerRider ? null : Uint8Array.from(photo.bytes);
}
