import type { DiscountKind } from "@/lib/money/model/schema";
import { spread } from "@/lib/money/model/spread";
import type { OrderStatus } from "@/lib/orders/model/changing-fields";
import type { UnavailableLine } from "@/lib/orders/model/unavailable/schema";
import { chargedFor } from "@/lib/orders/model/unavailable/settle";
import type { Bearer, RefundItem, RefundRole } from "./schema";
import { ASK_DAYS, CONTEST_DAYS, EVIDENCE, type Fault, REQUESTS_AT_MOST, type RefundStatus } from "./terms";

const DAY = 86_400_000;

/** Money is in minor units of the order's currency. Sold-out dishes are out of its sums already. */
export interface RefundableOrder {
  readonly order_status: OrderStatus;
  readonly is_test?: boolean | undefined;
  readonly items: readonly { readonly id: string; readonly quantity: number; readonly unit_price: number }[];
  readonly unavailable: readonly UnavailableLine[];
  readonly discount: number;
  readonly discount_kind: DiscountKind | null;
  readonly final_amount: number;
  /** What was taken from a card. Null: not paid by a card of a payment provider. */
  readonly captured: number | null;
  readonly delivered_at: string | null;
  readonly cancelled_at: string | null;
}

/** An earlier refund of the same order. */
export interface EarlierRefund {
  readonly amount: number;
  readonly status: RefundStatus;
  readonly items: readonly Pick<RefundItem, "order_item_id" | "quantity">[];
}

/** Refunds that wait count, too: what was asked for is promised to nobody else. */
const counts = ({ status }: EarlierRefund) => status !== "refused" && status !== "failed";

/**
 * Returns what the customer has paid and still has to get for it. Whoever cancels an order gives all of it back, so nothing of
 * a cancelled order is left. Cash is paid at the door.
 */
export function paidFor(order: RefundableOrder): number {
  if (order.is_test === true || order.order_status !== "Delivered") return 0;
  return order.captured === null ? order.final_amount : Math.min(order.final_amount, order.captured);
}

/** Returns what can be refunded at most, whatever is asked for. */
export function leftToRefund(order: RefundableOrder, earlier: readonly EarlierRefund[]): number {
  return Math.max(
    0,
    earlier.filter(counts).reduce((left, { amount }) => left - amount, paidFor(order)),
  );
}

/** A line of the order, as far as the customer pays for it. */
export interface RefundLine {
  readonly id: string;
  readonly quantity: number;
  /** For the whole line, without its share of a voucher. */
  readonly net: number;
  /** Dishes that no earlier refund names. */
  readonly left: number;
}

/** Returns the lines with what each cost after its share of the discount. A line that was left out costs nothing. */
export function refundLines(order: RefundableOrder, earlier: readonly EarlierRefund[] = []): RefundLine[] {
  const gross = order.items.map((item) => {
    const line = order.unavailable.find(({ order_item_id }) => order_item_id === item.id);
    return line === undefined ? item.unit_price * item.quantity : chargedFor(line);
  });
  if (gross.length === 0) return [];
  const total = gross.reduce((sum, amount) => sum + amount, 0);
  const onDishes = order.discount_kind === "free_delivery" ? 0 : Math.min(order.discount, total);
  const shares = spread(onDishes, gross);
  const named = earlier.filter(counts).flatMap(({ items }) => items);
  return order.items.map(({ id, quantity }, index) => {
    const cost = gross[index] ?? 0;
    const isGone = order.unavailable.some(
      ({ order_item_id, choice }) => order_item_id === id && choice === "remove",
    );
    const before = named
      .filter(({ order_item_id }) => order_item_id === id)
      .reduce((sum, item) => sum + item.quantity, 0);
    return {
      id,
      quantity,
      net: cost - (shares[index] ?? 0),
      left: isGone ? 0 : Math.max(0, quantity - before),
    };
  });
}

/** Rounds so that the dishes of a line, refunded one after the other, cost what the whole line costs. */
function costOf({ net, quantity, left }: RefundLine, asked: number): number {
  const upTo = (dishes: number) => Math.floor((net * dishes) / quantity);
  const before = quantity - left;
  return upTo(before + asked) - upTo(before);
}

export interface AskedRefund {
  readonly items?: readonly { readonly order_item_id: string; readonly quantity: number }[] | undefined;
  readonly amount?: number | undefined;
  readonly full?: true | undefined;
  readonly fault: Fault;
}

export type RefundRefusal = "not_ended" | "nothing_left" | "too_much" | "unknown_item" | "too_many_of_item";

export type SizedRefund =
  | { readonly ok: true; readonly amount: number; readonly items: RefundItem[] }
  | { readonly ok: false; readonly refusal: RefundRefusal; readonly left: number };

/** Adds up quantities of a line that is named twice. */
function byLine(items: NonNullable<AskedRefund["items"]>): Map<string, number> {
  const quantities = new Map<string, number>();
  for (const { order_item_id, quantity } of items)
    quantities.set(order_item_id, (quantities.get(order_item_id) ?? 0) + quantity);
  return quantities;
}

/**
 * Decides how much a refund comes to, or why it cannot be. Fees and the tip go back only with everything, and only when the
 * customer is not at fault.
 */
export function sizeRefund(
  order: RefundableOrder,
  earlier: readonly EarlierRefund[],
  { items, amount, fault }: AskedRefund,
): SizedRefund {
  const paid = leftToRefund(order, earlier);
  const lines = refundLines(order, earlier);
  const ofDishes = earlier.filter(counts).reduce(
    (left, refund) => left - refund.amount,
    lines.reduce((sum, { net }) => sum + net, 0),
  );
  const left = fault === "customer" ? Math.max(0, Math.min(paid, ofDishes)) : paid;
  const refused = (refusal: RefundRefusal) => ({ ok: false, refusal, left }) as const;
  if (order.order_status !== "Delivered" && order.order_status !== "Cancelled") return refused("not_ended");
  if (left === 0) return refused("nothing_left");
  if (items === undefined) {
    const whole = amount ?? left;
    return whole > left ? refused("too_much") : { ok: true, amount: whole, items: [] };
  }
  const named: RefundItem[] = [];
  for (const [order_item_id, quantity] of byLine(items)) {
    const line = lines.find(({ id }) => id === order_item_id);
    if (line === undefined) return refused("unknown_item");
    if (quantity > line.left) return refused("too_many_of_item");
    named.push({ order_item_id, quantity, amount: costOf(line, quantity) });
  }
  const sum = named.reduce((total, item) => total + item.amount, 0);
  if (sum > left) return refused("too_much");
  return sum === 0 ? refused("nothing_left") : { ok: true, amount: sum, items: named };
}

/**
 * Says who pays for a refund: the store for its kitchen and for riders of its own, Platewire for its riders and itself. For the
 * customer's own fault, and where nobody knows, it is whoever grants it. Null: nobody has granted it.
 */
export function bearerOf(
  fault: Fault,
  { isStoreDelivery, grantedBy }: { isStoreDelivery: boolean; grantedBy: RefundRole | null },
): Bearer | null {
  switch (fault) {
    case "kitchen":
      return "store";
    case "rider":
      return isStoreDelivery ? "store" : "platform";
    case "customer":
    case "unknown":
      if (grantedBy === "admin") return "platform";
      return grantedBy === "store" ? "store" : null;
    default:
      return "platform";
  }
}

/** `manager`: anybody of the store who is not its owner. */
export type Grantor = "customer" | "manager" | "owner" | "admin";

/**
 * Returns whether somebody's own refund waits for another person. A store spends nobody's money but its own: what Platewire pays
 * for waits for an admin. `limit` null: the store has none.
 */
export function needsApproval(
  by: Grantor,
  amount: number,
  { limit, bearer }: { limit: number | null; bearer: Bearer | null },
): boolean {
  if (by === "customer") return true;
  if (by !== "admin" && bearer === "platform") return true;
  return by === "manager" && limit !== null && amount > limit;
}

/** A customer can ask about an order that ended at most `ASK_DAYS` ago. Times are in ms. */
export function isTooLateToAsk(
  { delivered_at, cancelled_at }: Pick<RefundableOrder, "delivered_at" | "cancelled_at">,
  now: number,
): boolean {
  const ended = delivered_at ?? cancelled_at;
  return ended !== null && now - Date.parse(ended) > ASK_DAYS * DAY;
}

/** `asked`: when the person asked for refunds before, in ms. */
export function needsEvidence(asked: readonly number[], now: number): boolean {
  const recent = asked.filter((at) => now - at < EVIDENCE.days * DAY);
  return recent.length + 1 >= EVIDENCE.fromRequest;
}

export const isEvidence = (note: string, photos: number): boolean =>
  photos > 0 || [...note.trim()].length >= EVIDENCE.characters;

/** Returns from when on the person can ask again (ms); null: at once. */
export function pausedUntil(asked: readonly number[], now: number): number | null {
  const span = REQUESTS_AT_MOST.days * DAY;
  const recent = asked.filter((at) => now - at < span).sort((one, other) => other - one);
  const oldest = recent[REQUESTS_AT_MOST.count - 1];
  return oldest === undefined ? null : oldest + span;
}

export interface ContestableRefund {
  readonly borne_by: Bearer | null;
  readonly status: RefundStatus;
  readonly answered_role: RefundRole | null;
  readonly answered_at: string | null;
  readonly contest_status: "open" | "upheld" | "rejected" | null;
}

/** A store contests once, and only what it has to pay although it did not grant it. */
export function contestRefusal(
  { borne_by, status, answered_role, answered_at, contest_status }: ContestableRefund,
  now: number,
): "contested_already" | "nothing_to_contest" | "too_late_to_contest" | null {
  if (contest_status !== null) return "contested_already";
  const isGranted = status === "processing" || status === "refunded";
  if (!isGranted || borne_by !== "store" || answered_role !== "admin" || answered_at === null)
    return "nothing_to_contest";
  return now - Date.parse(answered_at) > CONTEST_DAYS * DAY ? "too_late_to_contest" : null;
}
