import "server-only";
import * as z from "zod/mini";
import { noteStoreRight } from "@/lib/commands/admin-acts";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { queryable } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import type { OffersToAll } from "@/lib/dispatch/model/dispatching";
import type { Offer } from "@/lib/dispatch/model/offer";
import { withdrawOffersFor } from "@/lib/dispatch/server/offers";
import { isFree, lockOffers, lockOrders, lockRiders } from "@/lib/dispatch/server/riding/locks";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";
import { areaOfStore } from "./area";
import { readFacts } from "./area-facts";
import { isPlatforms, noSuchOrder, setPin } from "./assign-rider";
import { lockArea, makeOffers, publishChange, writeDecision } from "./commit-intent";
import { broadcastOf, type Intent } from "./intents";
import { mayTakeFrom, readOrderStores } from "./order-rights";
import { requestPlan } from "./planner";
import { mayChoose, mayDispatch } from "./rights";

const notOpen = () => failure<never>("conflict", errorText("dispatch.not_open"));
const NO_NAMES = new Map<string, string>();

/** Two dispatchers may press at once, or one again: an offer that a rider is reading would end for one that says the same. */
const isAskedAlready = (open: readonly Pick<Offer, "rider_id" | "order_ids">[], { offers }: Intent) =>
  offers.every(({ rider }) =>
    open.some(({ rider_id, order_ids }) => rider_id === rider.id && order_ids.length === 1),
  );

/**
 * Asks all free riders whom the dispatcher may choose for an order now, whatever the mode of its store: the first who accepts
 * has it. Offers that are open for it are withdrawn first, so that everybody has the same time; where all of them are asked for it
 * alone already, nothing changes. Riders who have just refused it are not
 * asked, as in a plan.
 */
export const offerToAllCommand = defineCommand({
  name: "offer_to_all",
  scope: "orders:write",
  limit: "write",
  input: z.object({ order_id: idSchema }),
  authorise: authorisedByRun,
  run: async ({ viewer, input }): Promise<Result<OffersToAll, never>> => {
    const db = await queryable();
    const [known] = await readOrderStores(db, [input.order_id]);
    if (known === undefined || !mayDispatch(viewer, known)) return noSuchOrder();
    if (!(await mayTakeFrom(db, viewer, [known]))) return isPlatforms();
    noteStoreRight(viewer, known.tenant_id, "orders");
    const store = { id: known.tenant_id, rider_fleet: known.rider_fleet };
    const area = areaOfStore(store);
    const { state, planned } = await readFacts(db, area, new Date());
    const order = state.orders.find(({ id }) => id === known.id);
    if (order === undefined || order.rider_id !== null || order.status !== "Preparing") return notOpen();
    // Their offers for this order are withdrawn, and made anew.
    const asked = new Set(order.offers.map(({ rider_id }) => rider_id));
    const riders = state.riders
      .filter(({ tenant_id }) => mayChoose(viewer, known, tenant_id))
      .map((rider) => (asked.has(rider.id) ? { ...rider, isAnswering: false } : rider));
    const intent = broadcastOf(order, { ...state, riders }, planned.snapshot, new Set());
    if (intent.offers.length === 0) return failure("conflict", errorText("dispatch.nobody_free"));
    return transaction<Result<OffersToAll, never>>(async (tx, rollback) => {
      await lockArea(tx, area);
      const [locked] = await lockOrders(tx, [order.id]);
      if (locked === undefined || !isFree(locked)) return rollback(notOpen());
      const { now } = state;
      const open = (await lockOffers(tx, [order.id])).filter(
        ({ expires_at }) => Date.parse(expires_at) > Date.now(),
      );
      if (known.pinned_rider_id === null && isAskedAlready(open, intent))
        return success({ asked: open.length });
      await withdrawOffersFor(tx, [order.id], now);
      await lockRiders(
        tx,
        intent.offers.map(({ rider }) => rider.id),
      );
      await setPin(tx, order.id, null);
      const decisionId = await writeDecision(tx, {
        at: now,
        kind: "broadcast",
        riderId: null,
        actor: { id: viewer.userId, name: viewer.name },
        reason: { key: "broadcast_by", values: { by: viewer.name, riders: intent.offers.length } },
        candidates: [],
        names: NO_NAMES,
        orderIds: [order.id],
      });
      const made = await makeOffers(tx, intent, state, decisionId);
      if (made === 0) return rollback(failure("conflict", errorText("dispatch.nobody_free")));
      publishChange(
        tx,
        [{ id: order.id, store }],
        intent.offers.map(({ rider }) => rider),
        now,
      );
      // Orders that a withdrawn offer also had are planned anew.
      tx.afterCommit(() => requestPlan(area));
      return success({ asked: made });
    });
  },
});
