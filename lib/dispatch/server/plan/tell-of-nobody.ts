import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { transaction } from "@/lib/db/transaction";
import { NOBODY_SINCE_MS, NOBODY_TOLD, WITHOUT_RIDER } from "@/lib/dispatch/model/nobody";
import { anyOf, lockOrders } from "@/lib/dispatch/server/riding/locks";
import { idSchema } from "@/lib/text/id";
import { lockArea, publishChange, writeDecision } from "./commit-intent";
import type { AreaOrder, AreaState } from "./read-area";

const toldRows = z.object({ rows: z.array(z.object({ order_id: idSchema })).max(1_000) });

/** Since when nobody can bring it, by the last decision: a plan that says the same again writes none. */
const isLeft = ({ latest }: AreaOrder, now: Date) =>
  latest !== null &&
  latest.kind === "postpone" &&
  WITHOUT_RIDER.includes(latest.reason.key) &&
  now.getTime() - latest.at.getTime() >= NOBODY_SINCE_MS;

/**
 * Records, once for an order, that no rider could be found for some minutes: dispatchers are told of this decision. By the
 * decisions that the plan began with, so an order that has got a rider by it may be told of in vain, but never one too few.
 */
export async function tellOfNobody({ area, orders, now }: AreaState): Promise<void> {
  const left = orders.filter((order) => order.rider_id === null && isLeft(order, now));
  if (left.length === 0) return;
  const ids = left.map(({ id }) => id);
  await transaction(async (tx) => {
    await lockArea(tx, area);
    await lockOrders(tx, ids);
    const found = await tx.execute(sql`
      select distinct about.order_id
      from dispatch_decision_orders about join dispatch_decisions decision on decision.id = about.decision_id
      where about.order_id = ${anyOf(ids)} and decision.reason ->> 'key' = ${NOBODY_TOLD}`);
    const told = toldRows.parse(found).rows.map(({ order_id }) => order_id);
    for (const order of left.filter(({ id }) => !told.includes(id))) {
      const reason = { key: NOBODY_TOLD, values: {} };
      const about = { kind: "postpone" as const, riderId: null, reason, candidates: [], names: new Map() };
      await writeDecision(tx, { ...about, at: now, orderIds: [order.id] });
      publishChange(tx, [order], [], now);
    }
  });
}
