import "server-only";
import { userChannel } from "@/lib/auth/model/channels";
import { tenantChatChannel } from "@/lib/chat/model/channels";
import { type ChatParty, type ChatRoom, MEMBERS_OF_ROOM } from "@/lib/chat/model/rooms";
import { idOfParty, type StoredChatOrder } from "./chat-order";

export interface MemberChannel {
  readonly channel: string;
  readonly as: ChatParty;
}

/** The channels on which the members of a room learn what happens in it. A rider who was replaced is none of them. */
export function channelsOf(order: StoredChatOrder, room: ChatRoom): MemberChannel[] {
  return MEMBERS_OF_ROOM[room].flatMap((as) => {
    const id = idOfParty(order, as);
    if (id === null) return [];
    return [{ as, channel: as === "store" ? tenantChatChannel.name(id) : userChannel.name(id) }];
  });
}
