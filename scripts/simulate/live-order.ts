import type { Menu } from "@/lib/menu/model/schema";
import { isFinal } from "@/lib/orders/model/lifecycle";
import { newerOf } from "@/lib/orders/model/merge-by-version";
import type { OrderDetail, OrderSummary } from "@/lib/orders/model/schema";
import type { Api } from "./api";
import { type Change, type Hand, type Life, moments, type Press } from "./life";
import { press, read } from "./orders";
import { pause } from "./pause";
import type { Tally } from "./tally";

export interface LifeContext {
  /** Of the store, as it is now. */
  menu: Menu;
  hands: Record<Hand, Api>;
  speed: number;
  signal: AbortSignal;
  tally: Tally;
}

/** Attempts of a press that was refused only because of its version. */
const LOOKS = 4;

async function pressUntilSettled(
  order: OrderSummary,
  what: Press,
  lines: OrderDetail["items"],
  context: LifeContext,
) {
  let seen = order;
  for (let look = 0; look < LOOKS; look += 1) {
    const pressed = await press(context.hands[what.by], seen, what, { ...context, lines });
    const isOnlyNewer =
      !pressed.isDone &&
      pressed.order.version !== seen.version &&
      pressed.order.order_status === order.order_status;
    seen = pressed.order;
    if (!isOnlyNewer) break;
  }
  return seen;
}

/** Whoever brings the order takes these steps: not the kitchen, by its plan. */
const isOfRiders = (order: OrderSummary, { change }: Press) =>
  order.delivery_by !== "store" &&
  "order_status" in change &&
  (change.order_status === "Out for Delivery" ||
    change.order_status === "Delivered" ||
    change.reason === "CUSTOMER_UNREACHABLE");

const BRING_LOOK_MS = 2_000;
/** Riders have so long once the food is ready (ms). */
const BRING_MS = 15 * 60_000;

/** When no rider has taken it for so long, a store that may bring it does so (ms). */
const OWN_MS = 60_000;

/** What people do about an order that no rider brings; null: they wait. */
function helpWith(order: OrderSummary, isOwnTurn: boolean): Press | null {
  const press = (by: Hand, change: Change) => ({ at: 0, by, change, isSentTwice: false });
  if (order.rider_state === "failed")
    return press("admin", { order_status: "Cancelled", reason: "CUSTOMER_UNREACHABLE" });
  // A store that hands an order over brings it itself.
  if (order.delivery_by === "store")
    return order.order_status === "Out for Delivery" ? press("partner", { order_status: "Delivered" }) : null;
  if (order.delivery_by !== "either" || order.rider_state !== "none") return null;
  return isOwnTurn ? press("partner", { order_status: "Out for Delivery" }) : null;
}

/** Waits until it has been brought. */
async function waitForRider(placed: OrderDetail, context: LifeContext): Promise<void> {
  const { hands, signal, tally } = context;
  const since = performance.now();
  while (await pause(BRING_LOOK_MS, signal)) {
    const order = await read(hands.customer, placed.id);
    if (isFinal(order.order_status)) return;
    const waited = performance.now() - since;
    const help = helpWith(order, waited > OWN_MS);
    if (help !== null) await pressUntilSettled(order, help, placed.items, context);
    if (waited < BRING_MS) continue;
    tally.faults.push(`${order.order_code} was not brought by a rider in ${BRING_MS / 60_000} minutes`);
    return;
  }
}

/** Ends early with the evening or when the order is final. */
export async function liveOrder(placed: OrderDetail, life: Life, context: LifeContext): Promise<void> {
  const bornAt = performance.now();
  let order: OrderSummary = placed;
  for (const presses of moments(life)) {
    const [first] = presses;
    if (first === undefined || isFinal(order.order_status)) return;
    const dueAt = bornAt + (first.at * 60_000) / context.speed;
    if (!(await pause(dueAt - performance.now(), context.signal))) return;
    const before = order;
    const after = await Promise.all(
      presses
        .filter((what) => !isOfRiders(before, what))
        .map((what) => pressUntilSettled(before, what, placed.items, context)),
    );
    order = after.reduce((newest, other) => newerOf(newest, other), before);
  }
  if (!isFinal(order.order_status) && order.delivery_by !== "store") await waitForRider(placed, context);
}
