import "server-only";
import { and, desc, eq, lt, type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import {
  CHAT_PAGE,
  type ChatMessage,
  type ChatPage,
  type ChatReceipt,
  type ChatState,
  chatPartySchema,
  chatRoomSchema,
  type UnreadChat,
} from "@/lib/chat/model/message";
import {
  CHAT_ROOMS,
  type ChatParty,
  type ChatRoom,
  closesAt,
  MEMBERS_OF_ROOM,
  partiesOf,
  readableUntil,
  roomsOf,
} from "@/lib/chat/model/rooms";
import { type Queryable, queryable } from "@/lib/db/client";
import { chatCursors, chatMessages, chatRooms } from "@/lib/db/schema/chat";
import { orders } from "@/lib/db/schema/orders";
import { users } from "@/lib/db/schema/people";
import { tenants } from "@/lib/db/schema/stores";
import { idSchema } from "@/lib/text/id";
import { type ChatPerson, memberOf, readBlocks, readerOf, stopFor } from "./access";
import {
  chatOrderColumns,
  idOfParty,
  nameOfParty,
  readChatOrder,
  type StoredChatOrder,
  toChatOrder,
} from "./chat-order";
import { messageColumns, readSeq, toMessage } from "./rows";

type Reader = ChatParty | "admin";

const isoOf = (at: number | null) => (at === null ? null : new Date(at).toISOString());

const ofRoom = (orderId: string, room: ChatRoom) =>
  and(eq(chatRooms.order_id, orderId), eq(chatRooms.room, room));

const uuid = (id: string | null) => sql`${id}::uuid`;

/** Admins read without a cursor. */
async function readPosition(
  db: Queryable,
  order: StoredChatOrder,
  room: ChatRoom,
  as: Reader,
): Promise<{ head: number; read: number }> {
  const read =
    as === "admin" ? sql<number>`chat_rooms.head` : readSeq(sql`${as}::text`, uuid(idOfParty(order, as)));
  const [row] = await db.select({ head: chatRooms.head, read }).from(chatRooms).where(ofRoom(order.id, room));
  return row === undefined ? { head: 0, read: 0 } : { head: row.head, read: Number(row.read) };
}

type Blocks = Awaited<ReturnType<typeof readBlocks>>;

function stateOf(
  order: StoredChatOrder,
  room: ChatRoom,
  {
    as,
    blocks,
    position,
    now,
  }: { as: Reader; blocks: Blocks; position: { head: number; read: number }; now: number },
): ChatState {
  const members = MEMBERS_OF_ROOM[room];
  return {
    order_id: order.id,
    room,
    as,
    members: members
      .filter((kind) => idOfParty(order, kind) !== null)
      .map((kind) => ({ kind, name: nameOfParty(order, kind) })),
    stop: as === "admin" ? "reading" : stopFor(order, room, { party: as, blocks, members, now }),
    blocked: blocks.filter(({ by }) => by === as).map(({ party }) => party),
    closes_at: isoOf(closesAt(order)),
    readable_until: isoOf(readableUntil(order)),
    ...position,
  };
}

/** A rider reads what was written since the order is theirs. */
const isFor = (as: Reader, order: StoredChatOrder): SQL | undefined =>
  as === "rider" ? sql`${chatMessages.rider_id} = ${uuid(order.rider_id)}` : undefined;

const cursorSchema = z.coerce.number().check(z.int(), z.positive(), z.maximum(2_147_483_647));

/** Null: the text is no cursor of ours. */
export function parseChatCursor(text: string): number | null {
  const { data } = /^\d{1,10}$/.test(text) ? z.safeParse(cursorSchema, text) : { data: undefined };
  return data ?? null;
}

async function readReceipts(db: Queryable, order: StoredChatOrder, room: ChatRoom): Promise<ChatReceipt[]> {
  const rows = await db
    .select({
      party: chatCursors.party,
      reader_id: chatCursors.reader_id,
      seq: chatCursors.seq,
      read_at: chatCursors.read_at,
    })
    .from(chatCursors)
    .where(and(eq(chatCursors.order_id, order.id), eq(chatCursors.room, room)));
  return MEMBERS_OF_ROOM[room].flatMap((kind) => {
    const found = rows.find(({ party, reader_id }) => party === kind && reader_id === idOfParty(order, kind));
    return found === undefined ? [] : [{ kind, seq: found.seq, read_at: found.read_at.toISOString() }];
  });
}

/** The page of a room as this reader sees it; the reader's right must have been checked. */
export async function readPage(
  db: Queryable,
  order: StoredChatOrder,
  room: ChatRoom,
  { as, before, now }: { as: Reader; before: number | null; now: number },
): Promise<ChatPage> {
  const rows = await db
    .select(messageColumns)
    .from(chatMessages)
    .where(
      and(
        eq(chatMessages.order_id, order.id),
        eq(chatMessages.room, room),
        isFor(as, order),
        before === null ? undefined : lt(chatMessages.seq, before),
      ),
    )
    .orderBy(desc(chatMessages.seq))
    .limit(CHAT_PAGE + 1);
  const shown = rows.slice(0, CHAT_PAGE);
  const oldest = shown.at(-1);
  const blocks = await readBlocks(db, order);
  const position = await readPosition(db, order, room, as);
  return {
    ...stateOf(order, room, { as, blocks, position, now }),
    messages: shown.reverse().map(toMessage),
    next_cursor: rows.length > CHAT_PAGE && oldest !== undefined ? String(oldest.seq) : null,
    receipts: await readReceipts(db, order, room),
  };
}

/**
 * Returns the latest messages of a room, or those before `cursor`. Null: the order or the room is none of the viewer's, or the
 * chat is erased. Admins need a reason first: `read_chat_as_admin`.
 */
export async function readChat(
  viewer: ChatPerson,
  orderId: string,
  room: ChatRoom,
  cursor: string | null = null,
  as?: ChatParty,
): Promise<ChatPage | null> {
  const { data: id } = idSchema.safeParse(orderId);
  const before = cursor === null ? null : parseChatCursor(cursor);
  if (id === undefined || (cursor !== null && before === null)) return null;
  const db = await queryable();
  const order = await readChatOrder(db, id);
  if (order === null) return null;
  const now = Date.now();
  const reader = await readerOf(db, viewer, order, room, { as, now });
  return reader === null ? null : readPage(db, order, room, { as: reader, before, now });
}

/** The rooms of an order that this person reads, in the order of `CHAT_ROOMS`: those that exist, and those with messages. Null: none. */
export async function listChats(
  viewer: ChatPerson,
  orderId: string,
  as?: ChatParty,
): Promise<ChatState[] | null> {
  const { data: id } = idSchema.safeParse(orderId);
  if (id === undefined) return null;
  const db = await queryable();
  const order = await readChatOrder(db, id);
  if (order === null) return null;
  const now = Date.now();
  const blocks = await readBlocks(db, order);
  const existing = new Set(roomsOf(order, now).map((one) => one.room));
  const states: ChatState[] = [];
  for (const room of CHAT_ROOMS) {
    const party = memberOf(viewer, order, room, { as, now });
    if (party === null) continue;
    const position = await readPosition(db, order, room, party);
    if (existing.has(room) || position.head > 0)
      states.push(stateOf(order, room, { as: party, blocks, position, now }));
  }
  return states.length === 0 ? null : states;
}

/** Orders of one call. */
export const UNREAD_ORDERS = 300;

const unreadRow = z.object({
  ...{ room: chatRoomSchema, as: chatPartySchema },
  head: z.coerce.number(),
  read: z.coerce.number(),
});

/**
 * Returns the rooms with messages of these orders, with what the viewer has not read: once for each way in which the viewer is a
 * member. One query, whatever their number. Orders that the viewer may not see are left out.
 */
export async function readUnreadChats(
  viewer: ChatPerson,
  orderIds: readonly string[],
): Promise<UnreadChat[]> {
  const ids = [...new Set(orderIds)].slice(0, UNREAD_ORDERS);
  if (ids.length === 0) return [];
  const db = await queryable();
  const party = sql<string>`member.party`;
  const reader = sql`member.id`;
  const rows = await db
    .select({
      ...chatOrderColumns,
      room: chatRooms.room,
      head: chatRooms.head,
      as: party,
      read: readSeq(party, reader),
    })
    .from(chatRooms)
    .innerJoin(orders, eq(orders.id, chatRooms.order_id))
    .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
    .innerJoin(users, eq(users.id, orders.user_id))
    .innerJoin(
      sql`lateral (values ('customer', ${orders.user_id}), ('store', ${orders.tenant_id}), ('rider', ${orders.rider_id}))
        as member(party, id)`,
      sql`${reader} is not null`,
    )
    .where(sql`${chatRooms.order_id} = any(${sql.param(ids)}::uuid[])`);
  const now = Date.now();
  return rows.flatMap((row) => {
    const order = toChatOrder(row);
    const { room, as, head, read } = z.parse(unreadRow, row);
    const until = readableUntil(order);
    const isMember = partiesOf(viewer, order).includes(as) && MEMBERS_OF_ROOM[room].includes(as);
    if (!isMember || (until !== null && now >= until)) return [];
    return [{ order_id: order.id, room, as, head, read, unread: Math.max(0, head - read) }];
  });
}

/** The number of messages about an order, in all rooms, without those of the system: for the order's story. */
export async function countMessages(db: Queryable, orderId: string): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(chatMessages)
    .where(and(eq(chatMessages.order_id, orderId), sql`${chatMessages.system} is null`));
  return row?.count ?? 0;
}

const unreadAt = z.object({ head: z.coerce.number(), read: z.coerce.number() });

/** Up to where a member has read the room now, and its last message. Null: there is no such room. */
export async function readReadSeq(
  db: Queryable,
  { orderId, room, party, id }: { orderId: string; room: ChatRoom; party: ChatParty; id: string },
): Promise<{ head: number; read: number } | null> {
  const [row] = await db
    .select({ head: chatRooms.head, read: readSeq(sql`${party}::text`, uuid(id)) })
    .from(chatRooms)
    .where(ofRoom(orderId, room));
  return row === undefined ? null : z.parse(unreadAt, row);
}

export interface UnreadMessage {
  readonly message: ChatMessage;
  /** Who wrote it. */
  readonly from: ChatParty;
  readonly order: Pick<StoredChatOrder, "id" | "order_code" | "tenant_id" | "slug">;
  /** The customer, the store or the rider. */
  readonly readerId: string;
}

/**
 * The first message of a room that a member has not read, unless it is older than the given one. Null: all is read, an older one is
 * not, it is the member's own or the system's, the reader is no member any more, or there is no such message.
 */
export async function readFirstUnread(
  db: Queryable,
  { messageId, party }: { messageId: string; party: ChatParty },
): Promise<UnreadMessage | null> {
  const [known] = await db.select(messageColumns).from(chatMessages).where(eq(chatMessages.id, messageId));
  if (known === undefined) return null;
  const { order_id, room, seq } = toMessage(known);
  const order = await readChatOrder(db, order_id);
  const id = order === null ? null : idOfParty(order, party);
  if (order === null || id === null) return null;
  const position = await readReadSeq(db, { orderId: order.id, room, party, id });
  if (position === null || position.read + 1 < seq) return null;
  const [next] = await db
    .select(messageColumns)
    .from(chatMessages)
    .where(
      and(
        eq(chatMessages.order_id, order_id),
        eq(chatMessages.room, room),
        eq(chatMessages.seq, position.read + 1),
      ),
    );
  if (next === undefined) return null;
  const message = toMessage(next);
  const from = chatPartySchema.safeParse(message.author.kind);
  return !from.success || from.data === party ? null : { message, from: from.data, order, readerId: id };
}

const firstRow = z.object({ id: idSchema, as: chatPartySchema });

/** Which of these messages are the first that their readers have not read. One query. */
export async function findFirstUnread(
  db: Queryable,
  given: readonly { id: string; as: ChatParty }[],
): Promise<{ id: string; as: ChatParty }[]> {
  if (given.length === 0) return [];
  const party = sql`given.party`;
  const reader = sql`case given.party when 'customer' then ${orders.user_id} when 'store' then ${orders.tenant_id}
    else ${orders.rider_id} end`;
  const rows = await db
    .select({ id: chatMessages.id, as: sql<string>`given.party` })
    .from(
      sql`unnest(${sql.param(given.map(({ id }) => id))}::uuid[], ${sql.param(given.map(({ as }) => as))}::text[])
        as given(message_id, party)`,
    )
    .innerJoin(chatMessages, sql`${chatMessages.id} = given.message_id`)
    .innerJoin(
      chatRooms,
      and(eq(chatRooms.order_id, chatMessages.order_id), eq(chatRooms.room, chatMessages.room)),
    )
    .innerJoin(orders, eq(orders.id, chatMessages.order_id))
    .where(sql`${chatMessages.seq} = ${readSeq(party, reader)} + 1`);
  return rows.map((row) => z.parse(firstRow, row));
}
