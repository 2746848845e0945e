import { CHAT_ROOMS, type ChatParty, type ChatRoom, MEMBERS_OF_ROOM } from "./rooms";

/** Returns the rooms of an order for one of its members. */
export function ownRooms(as: ChatParty, { hasRider }: { hasRider: boolean }): ChatRoom[] {
  return CHAT_ROOMS.filter(
    (room) => MEMBERS_OF_ROOM[room].includes(as) && (room === "customer_store" || hasRider),
  );
}

/** Returns the room in which a member most likely has something to say now. */
export function likelyRoom(
  as: ChatParty,
  { hasRider, isOut }: { hasRider: boolean; isOut: boolean },
): ChatRoom {
  if (as === "rider") return isOut ? "customer_rider" : "store_rider";
  if (!hasRider || !isOut) return "customer_store";
  return as === "customer" ? "customer_rider" : "store_rider";
}
