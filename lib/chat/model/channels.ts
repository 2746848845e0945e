import { defineChannel } from "@/lib/realtime/protocol/define-channel";

/**
 * All chats of a store, for its staff: one channel, however many orders are open. It is no default of every stream. Customers and
 * riders get theirs on `user:{id}`.
 */
export const tenantChatChannel = defineChannel({
  kind: "tenant_chat",
  pattern: "tenant:{id}:chat",
  events: ["chat_message", "typing_indicator", "read_receipt"],
});
