import type { RoomOf } from "./chat-key";

const open = new Map<string, number>();
const keyOf = ({ order_id, room, as }: RoomOf) => `${order_id} ${room} ${as}`;

/** Returns the function that takes it back. */
export function openRoom(of: RoomOf): () => void {
  const key = keyOf(of);
  open.set(key, (open.get(key) ?? 0) + 1);
  return () => {
    const left = (open.get(key) ?? 1) - 1;
    if (left === 0) open.delete(key);
    else open.set(key, left);
  };
}

/** True while a person has the room before their eyes: its messages need no other news. */
export const isLookedAt = (of: RoomOf) => document.visibilityState === "visible" && open.has(keyOf(of));
