import type { ChatMessage, ChatPage } from "@/lib/chat/model/message";

const uuid = (n: number) => `019a0000-0000-7000-8000-${String(n).padStart(12, "0")}`;

export const CHAT_ORDER = uuid(1);
const SECOND_MS = 1_000;
const BEGAN = Date.UTC(2026, 10, 21, 18);

/** Returns the message with this number in the room of a customer and a store, written by the store. */
export function chatMessageOf(seq: number, more: Partial<ChatMessage> = {}): ChatMessage {
  return {
    id: uuid(1_000 + seq),
    order_id: CHAT_ORDER,
    room: "customer_store",
    seq,
    author: { kind: "store", name: "Sushi Bar" },
    text: `Message ${seq}`,
    canned: null,
    photo_id: null,
    system: null,
    lang: null,
    warning: null,
    created_at: new Date(BEGAN + seq * SECOND_MS).toISOString(),
    ...more,
  };
}

/** Returns the room of Lena and Sushi Bar as Lena reads it, empty. */
export function chatPageOf(more: Partial<ChatPage> = {}): ChatPage {
  return {
    order_id: CHAT_ORDER,
    room: "customer_store",
    as: "customer",
    members: [
      { kind: "customer", name: "Lena" },
      { kind: "store", name: "Sushi Bar" },
    ],
    stop: null,
    blocked: [],
    closes_at: null,
    readable_until: null,
    head: 0,
    read: 0,
    messages: [],
    next_cursor: null,
    receipts: [],
    ...more,
  };
}
