import { UnreadBadge } from "./chat-panel";
import { OwnChats } from "./own-chats";

/** The parts that My Orders loads right after itself. In one file, because each costs the first load a line. */
export const ownParts = { OwnChats, UnreadBadge };
