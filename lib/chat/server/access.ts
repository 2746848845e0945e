import "server-only";
import { and, eq, gt, sql } from "drizzle-orm";
import type { Viewer } from "@/lib/auth/server/viewer";
import {
  type ChatParty,
  type ChatRoom,
  type ChatStop,
  partiesOf,
  partyIn,
  readableUntil,
  stopOf,
} from "@/lib/chat/model/rooms";
import type { Queryable } from "@/lib/db/client";
import { chatBlocks, chatReadings } from "@/lib/db/schema/chat";
import { idOfParty, type StoredChatOrder } from "./chat-order";

/** An admin who has given a reason reads for so long without giving it again. */
export const READING_MINUTES = 60;

export type ChatPerson = Pick<Viewer, "userId" | "isAdmin" | "tenantIds">;

/** Returns as whom a person takes part in a room. Null: it must not be seen, or is to be erased. */
export function memberOf(
  person: ChatPerson,
  order: StoredChatOrder,
  room: ChatRoom,
  { as, now }: { as?: ChatParty | undefined; now: number },
): ChatParty | null {
  const until = readableUntil(order);
  if (until !== null && now >= until) return null;
  return partyIn(partiesOf(person, order), room, as);
}

/** Returns as whom a person reads a room. Admins read what others do not see any more, when it was reported. */
export async function readerOf(
  db: Queryable,
  person: ChatPerson,
  order: StoredChatOrder,
  room: ChatRoom,
  options: { as?: ChatParty | undefined; now: number },
): Promise<ChatParty | "admin" | null> {
  const party = memberOf(person, order, room, options);
  if (party !== null || !person.isAdmin) return party;
  const [reading] = await db
    .select({ id: chatReadings.id })
    .from(chatReadings)
    .where(
      and(
        eq(chatReadings.order_id, order.id),
        eq(chatReadings.room, room),
        eq(chatReadings.admin_id, person.userId),
        gt(chatReadings.created_at, sql`now() - make_interval(mins => ${READING_MINUTES})`),
      ),
    )
    .limit(1);
  return reading === undefined ? null : "admin";
}

interface Block {
  readonly by: ChatParty;
  readonly party: ChatParty;
}

/** The blocks between those who take part in the order now. */
export async function readBlocks(db: Queryable, order: StoredChatOrder): Promise<Block[]> {
  const rows = await db
    .select({
      by_party: chatBlocks.by_party,
      by_id: chatBlocks.by_id,
      party: chatBlocks.party,
      party_id: chatBlocks.party_id,
    })
    .from(chatBlocks)
    .where(eq(chatBlocks.order_id, order.id));
  const present = (party: string, id: string) =>
    (["customer", "store", "rider"] as const).find((one) => one === party && idOfParty(order, one) === id);
  return rows.flatMap((row) => {
    const by = present(row.by_party, row.by_id);
    const party = present(row.party, row.party_id);
    return by === undefined || party === undefined ? [] : [{ by, party }];
  });
}

/** Why a member cannot write in a room now. Who is blocked by any of its members cannot. */
export function stopFor(
  order: StoredChatOrder,
  room: ChatRoom,
  member: { party: ChatParty; blocks: readonly Block[]; members: readonly ChatParty[]; now: number },
): ChatStop | "blocked" | null {
  const stop = stopOf(order, room, member.now);
  if (stop !== null) return stop;
  const isBlocked = member.blocks.some(
    ({ by, party }) => party === member.party && member.members.includes(by),
  );
  return isBlocked ? "blocked" : null;
}
