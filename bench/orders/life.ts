import type { Viewer } from "@/lib/auth/server/viewer";
import type { OrderAction } from "@/lib/orders/model/actions/schema";
import { placeOrder } from "@/lib/orders/server/place";
import { type Figures, type Limits, measureLoop } from "./figures";
import { orderOf, type Town } from "./town";

const STEPS = [
  { name: "accept" },
  { name: "ready" },
  { name: "hand_over" },
  { name: "deliver" },
] as const satisfies readonly OrderAction[];
export type Step = (typeof STEPS)[number];

export interface PlacedOrder {
  id: string;
  partner: Viewer;
}

export async function placeOrders(
  town: Town,
  limits: Limits,
): Promise<{ figures: Figures; placed: PlacedOrder[] }> {
  const placed: PlacedOrder[] = [];
  let n = 0;
  const figures = await measureLoop(limits, () => {
    const { store, customer, request } = orderOf(town, n++);
    return async () => {
      const order = await placeOrder(customer, request);
      if (!order.ok) throw new Error(order.message);
      placed.push({ id: order.data.id, partner: store.partner });
    };
  });
  return { figures, placed };
}

/** Takes the oldest first, never two steps of one order at once. */
export function changeOrders(
  orders: readonly PlacedOrder[],
  limits: Limits,
  change: (order: PlacedOrder, step: Step) => Promise<void>,
): Promise<Figures> {
  const queue = orders.map((order) => ({ order, at: 0 }));
  let next = 0;
  return measureLoop(limits, () => {
    const { order, at = 0 } = queue[next++] ?? {};
    const step = STEPS[at];
    if (order === undefined || step === undefined) return;
    return async () => {
      await change(order, step);
      if (at + 1 < STEPS.length) queue.push({ order, at: at + 1 });
    };
  });
}
