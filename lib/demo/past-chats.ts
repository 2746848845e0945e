import "server-only";
import { v7 as newId } from "uuid";
import { chatCursors, chatMessages, chatRooms } from "@/lib/db/schema/chat";
import type { Transaction } from "@/lib/db/transaction";

export interface PastOrder {
  readonly id: string;
  readonly guest: { readonly id: string; readonly name: string };
  /** Minutes after the order was placed. */
  readonly at: (minutes: number) => Date;
}

type Line = readonly [
  by: "customer" | "store",
  minutes: number,
  said: { text: string; lang: string } | { canned: string },
];

/** One for each of the first orders. Free text is in the language of who wrote it, ready answers are in that of who reads. */
const CHATS: readonly (readonly Line[])[] = [
  [
    ["customer", 3, { text: "Hallo! Könnten Sie bitte Stäbchen dazulegen?", lang: "de" }],
    ["store", 4, { text: "Of course, they are in the bag.", lang: "en" }],
    ["customer", 5, { text: "Danke! Die Klingel geht nicht, bitte klopfen.", lang: "de" }],
    ["store", 6, { canned: "yes" }],
    ["store", 14, { canned: "ready_soon" }],
    ["customer", 15, { canned: "thank_you" }],
  ],
  [
    ["customer", 4, { text: "Is the kitchen very busy tonight?", lang: "en" }],
    ["store", 5, { canned: "five_more_minutes" }],
    ["customer", 6, { text: "No problem, take your time.", lang: "en" }],
  ],
];

/** Inserts the chats of a customer with the store about delivered orders. Both have read them. */
export async function insertPastChats(
  tx: Transaction,
  store: { id: string; name: string },
  past: readonly PastOrder[],
): Promise<void> {
  for (const [index, lines] of CHATS.entries()) {
    const order = past[index];
    const last = lines.at(-1);
    if (order === undefined || last === undefined) return;
    const { id: order_id, guest, at } = order;
    const inRoom = { order_id, room: "customer_store" };
    await tx.insert(chatRooms).values({ ...inRoom, head: lines.length, last_at: at(last[1]) });
    await tx.insert(chatMessages).values(
      lines.map(([by, minutes, said], seq) => ({
        ...{ id: newId(), ...inRoom, seq: seq + 1, author_kind: by, created_at: at(minutes), ...said },
        author_id: by === "customer" ? guest.id : null,
        author_name: by === "customer" ? guest.name : store.name,
      })),
    );
    await tx.insert(chatCursors).values(
      (["customer", "store"] as const).map((party) => ({
        ...{ ...inRoom, party, seq: lines.length, read_at: at(last[1] + 1) },
        reader_id: party === "customer" ? guest.id : store.id,
      })),
    );
  }
}
