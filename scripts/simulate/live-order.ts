import type { Menu } from "@/lib/menu/model/schema";
import { isFinal } from "@/lib/orders/model/lifecycle";
import { newerOf } from "@/lib/orders/model/merge-by-version";
import type { OrderDetail, OrderSummary } from "@/lib/orders/model/schema";
import { storeDelivers } from "@/lib/orders/model/store-delivers";
import type { Api } from "./api";
import { type Hand, type Life, moments, type Press } from "./life";
import { press } from "./orders";
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

/** Riders take these steps themselves: the store's kitchen does not press them. */
const isOfRiders = (order: OrderSummary, { change }: Press) =>
  !storeDelivers(order) &&
  "order_status" in change &&
  (change.order_status === "Out for Delivery" ||
    change.order_status === "Delivered" ||
    change.reason === "CUSTOMER_UNREACHABLE");

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
}
