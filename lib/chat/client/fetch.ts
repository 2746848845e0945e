import * as z from "zod/mini";
import { type ChatPage, chatPageSchema, type UnreadChat, unreadChatSchema } from "@/lib/chat/model/message";
import type { ChatParty, ChatRoom } from "@/lib/chat/model/rooms";
import { pageFetch } from "@/lib/http/page/page-fetch";
import { shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

/** Longest time for a photo (ms): several megabytes on a slow line. */
const PHOTO_TIMEOUT_MS = 90_000;

const pageAnswer = z.object({ data: chatPageSchema });
const unreadAnswer = z.object({ data: z.array(unreadChatSchema).check(z.maxLength(5_000)) });
const photoAnswer = z.object({ data: z.object({ photo_id: idSchema }) });
const refused = z.object({ errors: z.array(shortTextSchema).check(z.minLength(1), z.maxLength(20)) });

async function read(path: string, signal: AbortSignal): Promise<unknown> {
  const { status, body } = await pageFetch(path, { signal });
  if (status !== 200) throw new Error(`${path} answered ${status}`);
  return body;
}

const asked = (as: ChatParty | undefined): Record<string, string> => (as === undefined ? {} : { as });

/** The latest messages of a room, or those before `cursor`. Rejects when the room is gone. */
export async function fetchChat(
  orderId: string,
  room: ChatRoom,
  { as, cursor, signal }: { as?: ChatParty; cursor?: string; signal: AbortSignal },
): Promise<ChatPage> {
  const query = new URLSearchParams({ room, ...asked(as), ...(cursor !== undefined && { cursor }) });
  return pageAnswer.parse(await read(`/api/orders/${orderId}/messages?${query}`, signal)).data;
}

/** At most 300 orders. */
export async function fetchUnreadChats(
  orderIds: readonly string[],
  signal: AbortSignal,
): Promise<UnreadChat[]> {
  const query = new URLSearchParams({ order_ids: orderIds.join(",") });
  return unreadAnswer.parse(await read(`/api/chats/unread?${query}`, signal)).data;
}

export const chatPhotoPath = (orderId: string, photoId: string) =>
  `/api/orders/${orderId}/messages/photos/${photoId}`;

export type ChatPhotoAnswer = { kind: "stored"; photoId: string } | { kind: "refused"; message: string };

/** Sends a photo, which a message with its id shows afterwards. Rejects when there is no answer. */
export async function sendChatPhoto(
  orderId: string,
  room: ChatRoom,
  { file, as }: { file: Blob; as?: ChatParty },
): Promise<ChatPhotoAnswer> {
  const path = `/api/orders/${orderId}/messages/photos?${new URLSearchParams({ room, ...asked(as) })}`;
  const { status, body } = await pageFetch(path, {
    method: "POST",
    headers: { "Content-Type": file.type === "" ? "application/octet-stream" : file.type },
    body: file,
    signal: AbortSignal.timeout(PHOTO_TIMEOUT_MS),
  });
  const { data: stored } = photoAnswer.safeParse(body);
  if (status === 201 && stored !== undefined) return { kind: "stored", photoId: stored.data.photo_id };
  const { data: refusal } = refused.safeParse(body);
  const message = refusal?.errors[0];
  if (message === undefined) throw new Error(`${path} answered ${status}`);
  return { kind: "refused", message };
}
