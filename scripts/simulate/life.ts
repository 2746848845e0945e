import type { CancelReason, OrderStatus } from "@/lib/orders/model/changing-fields";
import type { Random } from "./random";
import type { SoldOut } from "./sold-out";

/** `colleague` is another person on the same store's staff, if there is one. */
export type Hand = "customer" | "partner" | "colleague" | "admin";

/** The body of `PATCH /api/orders/:id/status`. */
export interface Change {
  order_status: OrderStatus;
  prep_minutes?: number;
  ready?: boolean;
  delay_minutes?: 5 | 10 | 20;
  reason?: CancelReason;
  note?: string;
}

export interface Press {
  /** Minutes since the order was placed; presses at the same time race. */
  at: number;
  by: Hand;
  change: Change | SoldOut;
  /** Repeats the request with the same key, as after a time-out. */
  isSentTwice: boolean;
}

export interface Life {
  kind: LifeKind;
  presses: Press[];
}

const KINDS = [
  ["served", 60],
  // Accepted at the last moment, and late afterwards.
  ["slow", 8],
  ["contested", 8],
  // The customer cancels in time; at the moment of the accept; after it.
  ["regretted", 5],
  ["race", 6],
  ["too_late", 4],
  ["declined", 5],
  ["given_up", 2],
  ["not_at_home", 2],
] as const;
/** A dish of the accepted order is out, and the customer takes another one, goes without it, or cancels. */
const SOLD_OUT_KINDS = [
  ["replaced", 8],
  ["removed", 6],
  ["withdrawn", 3],
] as const;
const CHOICES = { replaced: "replace", removed: "remove", withdrawn: "cancel" } as const;
export type LifeKind = (typeof KINDS | typeof SOLD_OUT_KINDS)[number][0];

const byParts = (all: readonly (readonly [LifeKind, number])[]) =>
  all.flatMap(([kind, parts]) => Array.from({ length: parts }, () => kind));
const ofService = byParts(KINDS);
const ofEvening = byParts([...KINDS, ...SOLD_OUT_KINDS]);

export interface Circumstances {
  /** Dishes may be out after an order was accepted. */
  runsOut: boolean;
  /** Every order is accepted at the last moment, and late afterwards. */
  isSlow: boolean;
}

function pickKind(random: Random, { runsOut, isSlow }: Circumstances): LifeKind {
  const kind = random.pick(runsOut ? ofEvening : ofService);
  return isSlow && kind === "served" ? "slow" : kind;
}

const DECLINES: readonly Pick<Change, "reason" | "note">[] = [
  { reason: "OUT_OF_ITEMS" },
  { reason: "TOO_BUSY" },
  { reason: "CLOSED" },
  { reason: "CANNOT_COMPLETE_NOTE", note: "We cannot leave out the sesame" },
  { reason: "OTHER", note: "The oven is out of order" },
];
const DELAYS = ["A large party came in", "Waiting for the bread", ""];

/** Every plan ends in a final status. */
export function planLife(
  random: Random,
  circumstances: Circumstances = { runsOut: false, isSlow: false },
): Life {
  const kind = pickKind(random, circumstances);
  const presses: Press[] = [];
  const press = (at: number, by: Hand, change: Press["change"]) =>
    presses.push({ at, by, change, isSentTwice: random.chance(0.15) });
  const prep = random.whole(2, 8) * 5;
  const accept: Change = { order_status: "Preparing", prep_minutes: prep };
  const cancel: Change = { order_status: "Cancelled" };
  const acceptAt = kind === "slow" ? random.between(4, 6) : random.between(0.3, 2);

  if (kind === "regretted") {
    press(random.between(0.2, 1.5), "customer", cancel);
    return { kind, presses };
  }
  if (kind === "declined") {
    press(acceptAt, "partner", { ...cancel, ...random.pick(DECLINES) });
    return { kind, presses };
  }
  press(acceptAt, "partner", accept);
  if (kind === "contested") press(acceptAt, "colleague", { ...accept, prep_minutes: prep + 5 });
  if (kind === "race") press(acceptAt, "customer", cancel);
  if (kind === "too_late") press(acceptAt + random.between(0.2, 2), "customer", cancel);
  if (kind === "given_up") {
    press(acceptAt + random.between(2.5, 5), "partner", { ...cancel, reason: "OUT_OF_ITEMS" });
    return { kind, presses };
  }

  if (kind === "replaced" || kind === "removed" || kind === "withdrawn") {
    // Cooking takes longer than both: an order cannot leave while its customer is asked.
    const markedAt = acceptAt + random.between(0.3, 1.2);
    press(markedAt, "partner", { sold_out: "mark" });
    press(markedAt + random.between(0.3, 1.8), "customer", { sold_out: "answer", choice: CHOICES[kind] });
    if (kind === "withdrawn") return { kind, presses };
  }

  let cookedAt = acceptAt + prep * random.between(0.4, 0.8);
  if (kind === "slow" || random.chance(0.12)) {
    const minutes = random.pick([5, 10, 20] as const);
    press(cookedAt, "partner", {
      order_status: "Preparing",
      delay_minutes: minutes,
      note: random.pick(DELAYS),
    });
    cookedAt += minutes * random.between(0.6, 1);
  }
  // Handing over implies that the order is ready.
  if (random.chance(0.9)) press(cookedAt, "partner", { order_status: "Preparing", ready: true });
  if (random.chance(0.05)) {
    press(cookedAt + 0.3, "partner", { order_status: "Preparing", ready: false });
    press(cookedAt + 1, "partner", { order_status: "Preparing", ready: true });
  }
  const leftAt = cookedAt + random.between(1.2, 3);
  press(leftAt, random.pick(["partner", "colleague"]), { order_status: "Out for Delivery" });
  const atDoor = leftAt + random.between(4, 12);
  if (kind === "not_at_home") press(atDoor, "admin", { ...cancel, reason: "CUSTOMER_UNREACHABLE" });
  else press(atDoor, "partner", { order_status: "Delivered" });
  return { kind, presses };
}

export function moments(life: Life): Press[][] {
  const byTime = Map.groupBy(life.presses, (press) => press.at);
  return [...byTime.entries()].toSorted(([a], [b]) => a - b).map(([, presses]) => presses);
}
