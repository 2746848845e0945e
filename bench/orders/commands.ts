import { changeOrder } from "@/lib/orders/server/commands";
import { memoryBus } from "@/lib/realtime/bus/memory";
import { provideBus } from "@/lib/realtime/bus/process-bus";
import { type BareOrder, type InTransaction, measureBare, placeBare } from "./bare";
import type { CommandFigures, Figures, Limits } from "./figures";
import { changeOrders, type PlacedOrder, placeOrders, type Step } from "./life";
import { assertNothingLost } from "./lost";
import { type Where, withNewDatabase } from "./measured-database";
import { buildTown } from "./town";

const BARE_ORDERS = 500;
/** Code is compiled while it runs. */
const WARM_UP_ORDERS = 100;

async function change({ id, partner }: PlacedOrder, step: Step): Promise<void> {
  const changed = await changeOrder(partner, id, step);
  if (!changed.ok) throw new Error(`${step.name}: ${changed.message}`);
}

async function floor(inTransaction: InTransaction, orders: BareOrder[], limits: Limits): Promise<Figures> {
  await measureBare(inTransaction, orders, { ...limits, seconds: limits.seconds / 4 });
  return measureBare(inTransaction, orders, limits);
}

/** With a single store, all changes wait for its channel. Throws when an acknowledged change is not in the database. */
export function measureCommands(
  where: Where,
  { stores, ...limits }: Limits & { stores?: number },
): Promise<CommandFigures> {
  return withNewDatabase(where, async (database) => {
    provideBus(memoryBus(8));
    try {
      const [town, measured] = await database.asProduct(limits.concurrency, async () => {
        const town = await buildTown({ stores });
        const { figures: placing, placed } = await placeOrders(town, limits);
        await changeOrders(placed.splice(0, WARM_UP_ORDERS), limits, change);
        const changing = await changeOrders(placed, limits, change);
        return [town, { placing, changing, changes: await assertNothingLost() }] as const;
      });
      const bare = await database.asBare(limits.concurrency, async (inTransaction) =>
        floor(inTransaction, await placeBare(inTransaction, town, BARE_ORDERS), limits),
      );
      return { ...measured, bare };
    } finally {
      provideBus(undefined);
    }
  });
}
