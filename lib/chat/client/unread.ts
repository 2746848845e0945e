import type { ChatParty, ChatRoom } from "@/lib/chat/model/rooms";

/** Up to where a room goes, and up to where this person has read it. */
export interface RoomCursor {
  readonly order_id: string;
  readonly room: ChatRoom;
  readonly as: ChatParty;
  readonly head: number;
  readonly read: number;
}

/** By order, room and part. Both cursors only go forward, so that events and reads may come in any order. */
export type Cursors = ReadonlyMap<string, RoomCursor>;

const keyOf = ({ order_id, room, as }: Pick<RoomCursor, "order_id" | "room" | "as">) =>
  `${order_id} ${room} ${as}`;

export function withCursor(cursors: Cursors, next: RoomCursor): Cursors {
  const key = keyOf(next);
  const known = cursors.get(key);
  const head = Math.max(known?.head ?? 0, next.head);
  const read = Math.max(known?.read ?? 0, next.read);
  if (known !== undefined && known.head === head && known.read === read) return cursors;
  return new Map(cursors).set(key, { ...next, head, read });
}

/** How many messages this person has not read in the rooms that pass. */
export function countUnread(cursors: Cursors, passes: (cursor: RoomCursor) => boolean): number {
  let unread = 0;
  for (const cursor of cursors.values()) if (passes(cursor)) unread += Math.max(0, cursor.head - cursor.read);
  return unread;
}
