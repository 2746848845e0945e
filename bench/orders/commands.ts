import type { Viewer } from "@/lib/auth/viewer";
import { changeOrder } from "@/lib/orders/commands";
import { placeOrder } from "@/lib/orders/place";
import type { OrderAction } from "@/lib/orders/schema";
import { memoryBus } from "@/lib/realtime/bus/memory";
import { provideBus } from "@/lib/realtime/bus/process-bus";
import { measureBare, placeBare } from "./bare";
import { type Figures, measureLoop } from "./figures";
import { assertNothingLost } from "./lost";
import { type Where, withNewDatabase } from "./measured-database";
import { buildTown, orderOf, type Town } from "./town";

/** What happens to an order after it was placed. */
const LIFE: readonly OrderAction[] = [
  { name: "accept" },
  { name: "ready" },
  { name: "hand_over" },
  { name: "deliver" },
];

interface Waiting {
  id: string;
  partner: Viewer;
}

/** Each order's next step, the oldest order first; one order is never in two hands. */
function steps(orders: readonly Waiting[]) {
  const queue = orders.map((order) => ({ ...order, step: 0 }));
  let at = 0;
  return () => {
    const order = queue[at++];
    const action = LIFE[order?.step ?? 0];
    if (order === undefined || action === undefined) return;
    return async () => {
      const changed = await changeOrder(order.partner, order.id, action);
      if (!changed.ok) throw new Error(`${action.name}: ${changed.message}`);
      if (order.step + 1 < LIFE.length) queue.push({ ...order, step: order.step + 1 });
    };
  };
}

export interface CommandFigures {
  placing: Figures;
  changing: Figures;
  /** The same change in hand-written SQL, on the same database, right after. */
  bare: Figures;
  /** All versions of all orders, found again in history and log after the run. */
  changes: number;
}

interface Limits {
  seconds: number;
  concurrency: number;
}

const BARE_ORDERS = 500;

async function place(town: Town, limits: Limits): Promise<{ placing: Figures; waiting: Waiting[] }> {
  const waiting: Waiting[] = [];
  let n = 0;
  const placing = await measureLoop(limits, () => {
    const { store, customer, request } = orderOf(town, n++);
    return async () => {
      const placed = await placeOrder(customer, request);
      if (!placed.ok) throw new Error(placed.message);
      waiting.push({ id: placed.data.id, partner: store.partner });
    };
  });
  return { placing, waiting };
}

/**
 * Places orders for `seconds`, then changes them for `seconds`, through the commands themselves: rows, history and
 * events on all channels, and the doorbell of one process after it. Then the floor, for `seconds`.
 * Throws when anything that was answered is not in the database.
 */
export function measureCommands(where: Where, limits: Limits): Promise<CommandFigures> {
  return withNewDatabase(where, async (database) => {
    provideBus(memoryBus(8));
    try {
      const [town, measured] = await database.asProduct(limits.concurrency, async () => {
        const town = await buildTown();
        const { placing, waiting } = await place(town, limits);
        const changing = await measureLoop(limits, steps(waiting));
        return [town, { placing, changing, changes: await assertNothingLost() }] as const;
      });
      const bare = await database.asBare(limits.concurrency, async (inTransaction) =>
        measureBare(inTransaction, await placeBare(inTransaction, town, BARE_ORDERS), limits),
      );
      return { ...measured, bare };
    } finally {
      provideBus(undefined);
    }
  });
}
