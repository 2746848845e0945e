import type { OrderStatus } from "@/lib/orders/model/changing-fields";

/** Who talks with whom about an order, and for how long: pure, and without schemas, because pages load it, too. Times are ms. */

export const CHAT_ROOMS = ["customer_store", "customer_rider", "store_rider", "all"] as const;
export type ChatRoom = (typeof CHAT_ROOMS)[number];

/** The staff of a store act as the store. */
export const CHAT_PARTIES = ["customer", "store", "rider"] as const;
export type ChatParty = (typeof CHAT_PARTIES)[number];

/** The order in which the names of members are shown is that of `CHAT_PARTIES`. */
export const MEMBERS_OF_ROOM: { readonly [Room in ChatRoom]: readonly ChatParty[] } = {
  customer_store: ["customer", "store"],
  customer_rider: ["customer", "rider"],
  store_rider: ["store", "rider"],
  all: ["customer", "store", "rider"],
};

/** Instants are ISO 8601. */
export interface ChatOrder {
  readonly order_status: OrderStatus;
  readonly user_id: string;
  readonly tenant_id: string;
  /** The rider who has accepted it. */
  readonly rider_id: string | null;
  readonly dispatched_at: string | null;
  readonly delivered_at: string | null;
  readonly cancelled_at: string | null;
}

const MINUTE = 60_000;
/** A chat closes so long after the delivery or the cancellation. */
export const CHAT_CLOSES_AFTER_MS = 30 * MINUTE;
/** It is readable for so long after that, and then erased. */
export const CHAT_READABLE_MS = 30 * 24 * 60 * MINUTE;

/** Null while the order is under way. */
export function closesAt({ order_status, delivered_at, cancelled_at }: ChatOrder): number | null {
  const ended =
    order_status === "Delivered" ? delivered_at : order_status === "Cancelled" ? cancelled_at : null;
  return ended === null ? null : Date.parse(ended) + CHAT_CLOSES_AFTER_MS;
}

/** Null while the order is under way. */
export function readableUntil(order: ChatOrder): number | null {
  const closes = closesAt(order);
  return closes === null ? null : closes + CHAT_READABLE_MS;
}

/**
 * Why nothing can be written: no rider has accepted the order, the rider has picked it up (then all three talk, or the
 * customer with the rider), or the chat has closed.
 */
export type ChatStop = "no_rider" | "picked_up" | "closed";

export function stopOf(order: ChatOrder, room: ChatRoom, now: number): ChatStop | null {
  const closes = closesAt(order);
  if (closes !== null && now >= closes) return "closed";
  if (room !== "customer_store") return order.rider_id === null ? "no_rider" : null;
  return order.rider_id !== null && order.dispatched_at !== null ? "picked_up" : null;
}

export interface OpenRoom {
  readonly room: ChatRoom;
  readonly members: readonly ChatParty[];
  /** Null: every member may write. */
  readonly stop: ChatStop | null;
  readonly closes_at: number | null;
  readonly readable_until: number | null;
}

/** The rooms that an order has at `now`; none once its chat is to be erased. Rooms with a rider exist while one has the order. */
export function roomsOf(order: ChatOrder, now: number): OpenRoom[] {
  const readable_until = readableUntil(order);
  if (readable_until !== null && now >= readable_until) return [];
  return CHAT_ROOMS.filter((room) => room === "customer_store" || order.rider_id !== null).map((room) => ({
    room,
    members: MEMBERS_OF_ROOM[room],
    stop: stopOf(order, room, now),
    closes_at: closesAt(order),
    readable_until,
  }));
}

export interface ChatPerson {
  readonly userId: string;
  readonly tenantIds: readonly string[];
}

/**
 * Returns as what a person takes part in an order's chats; nothing for everybody else, admins included. A rider who was replaced
 * is none of the order's any more.
 */
export function partiesOf(
  { userId, tenantIds }: ChatPerson,
  { user_id, tenant_id, rider_id }: Pick<ChatOrder, "user_id" | "tenant_id" | "rider_id">,
): ChatParty[] {
  return CHAT_PARTIES.filter(
    (party) =>
      (party === "customer" && user_id === userId) ||
      (party === "store" && tenantIds.includes(tenant_id)) ||
      (party === "rider" && rider_id === userId),
  );
}

/**
 * Returns as whom a person is in a room: as what is asked for, by default as the first that fits. A person may be two, for example
 * the owner of a store who orders there. Null: the person is no member.
 */
export function partyIn(parties: readonly ChatParty[], room: ChatRoom, asked?: ChatParty): ChatParty | null {
  const fitting = parties.filter((party) => MEMBERS_OF_ROOM[room].includes(party));
  return (asked === undefined ? fitting[0] : fitting.find((party) => party === asked)) ?? null;
}
