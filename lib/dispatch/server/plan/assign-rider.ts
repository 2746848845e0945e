import "server-only";
import { eq } from "drizzle-orm";
import * as z from "zod/mini";
import { fleetOf } from "@/lib/auth/model/fleet";
import type { Viewer } from "@/lib/auth/server/viewer";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { queryable } from "@/lib/db/client";
import { orders } from "@/lib/db/schema/orders";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { ASSIGNED_AT_ONCE, type Assignment } from "@/lib/dispatch/model/dispatching";
import { withdrawOffersFor } from "@/lib/dispatch/server/offers";
import { lockOrders } from "@/lib/dispatch/server/riding/locks";
import { assignDirectly, releaseOrder } from "@/lib/dispatch/server/trips";
import type { DispatchActor } from "@/lib/orders/server/commands";
import { recordAudit } from "@/lib/platform/server/audit";
import { errorText } from "@/lib/text/error-text";
import { givenText } from "@/lib/text/given-text";
import { idSchema } from "@/lib/text/id";
import { areaOfStore, mayBring } from "./area";
import { publishChange, writeDecision } from "./commit-intent";
import {
  type KnownRider,
  mayTakeFrom,
  type OrderStore,
  readKnownRider,
  readOrderStores,
} from "./order-rights";
import { requestPlan } from "./planner";
import { mayChoose, mayDispatch } from "./rights";

export interface Overruling {
  readonly viewer: Viewer;
  readonly order: OrderStore;
  readonly reason: string;
  readonly now: Date;
}

export const actorOf = ({ userId, name, isAdmin }: Viewer): DispatchActor => ({
  id: userId,
  name,
  kind: isAdmin ? "admin" : "partner",
});

const NO_NAMES = new Map<string, string>();

/** Records what a dispatcher decided, so that it can be explained later. */
export async function recordOverruling(
  tx: Transaction,
  kind: "assign" | "release" | "recall" | "pin" | "unpin",
  key: string,
  rider: KnownRider | null,
  { viewer, order, reason, now }: Overruling,
): Promise<void> {
  const names = { by: viewer.name, ...(rider !== null && { rider: rider.name }) };
  await writeDecision(tx, {
    at: now,
    kind,
    riderId: rider?.id ?? null,
    actor: { id: viewer.userId, name: viewer.name },
    reason: { key, values: names },
    candidates: [],
    names: NO_NAMES,
    note: reason === "" ? null : reason,
    orderIds: [order.id],
  });
  if (viewer.isAdmin)
    await recordAudit(tx, {
      actor: { id: viewer.userId, name: viewer.name },
      action: `dispatch_${kind}`,
      target: { kind: "order", id: order.id },
      tenantId: order.tenant_id,
      reason: reason === "" ? null : reason,
      detail: { rider: rider?.id ?? null },
    });
  const store = { id: order.tenant_id, rider_fleet: order.rider_fleet };
  const riders = rider === null ? [] : [{ id: rider.id, fleet: fleetOf(rider.tenantId) }];
  publishChange(tx, [{ id: order.id, store }], riders, now);
  // A choice is no change of the order, so no event of it asks for a plan.
  tx.afterCommit(() => requestPlan(areaOfStore(store)));
}

export const setPin = (tx: Transaction, orderId: string, riderId: string | null) =>
  tx.update(orders).set({ pinned_rider_id: riderId }).where(eq(orders.id, orderId));

/** Nobody can be given food that is on its way, or an order that is over. */
export const isOpenForRiders = ({
  order_status,
  delivery_by,
}: {
  order_status: string;
  delivery_by: string;
}) => (order_status === "Preparing" || order_status === "Out for Delivery") && delivery_by !== "store";

type Outcome = keyof Assignment;

async function takeBack(overruling: Overruling): Promise<Outcome> {
  const { viewer, order, now } = overruling;
  const db = await queryable();
  const before = order.rider_id === null ? null : await readKnownRider(db, order.rider_id);
  return transaction<Outcome>(async (tx, rollback) => {
    const [locked] = await lockOrders(tx, [order.id]);
    if (locked === undefined || !isOpenForRiders(locked) || locked.rider_id !== order.rider_id)
      return rollback("refused");
    await withdrawOffersFor(tx, [order.id], now);
    if (locked.rider_id !== null) {
      const released = await releaseOrder(tx, order.id, actorOf(viewer), now);
      if (!released.ok) return rollback("refused");
    }
    await setPin(tx, order.id, null);
    if (before === null) await recordOverruling(tx, "unpin", "pin_cleared", null, overruling);
    else await recordOverruling(tx, "release", "unassigned", before, overruling);
    return "assigned";
  });
}

/** Gives the order to the rider now, or else as the next one that the rider takes: a drag is never for nothing. */
async function giveTo(rider: KnownRider, overruling: Overruling): Promise<Outcome> {
  const { viewer, order, now } = overruling;
  const assigned = await transaction<Result<string, never>>(async (tx, rollback) => {
    const given = await assignDirectly(tx, {
      riderId: rider.id,
      orderIds: [order.id],
      actor: actorOf(viewer),
      now,
    });
    if (!given.ok) return rollback(given);
    await setPin(tx, order.id, rider.id);
    await recordOverruling(tx, "assign", "assigned", rider, overruling);
    return given;
  });
  if (assigned.ok) return "assigned";
  return pinTo(rider, overruling);
}

export async function pinTo(rider: KnownRider, overruling: Overruling): Promise<Outcome> {
  const { order, now } = overruling;
  return transaction<Outcome>(async (tx, rollback) => {
    const [locked] = await lockOrders(tx, [order.id]);
    if (locked?.order_status !== "Preparing" || locked.delivery_by === "store") return rollback("refused");
    // Also one that would move the order away from this rider.
    await withdrawOffersFor(tx, [order.id], now);
    await setPin(tx, order.id, rider.id);
    await recordOverruling(tx, "pin", "pin_set", rider, overruling);
    return "pinned";
  });
}

export const noSuchOrder = () => failure<never>("not_found", errorText("order_not_found"));
export const isOffShift = () => failure<never>("conflict", errorText("riding.off_shift"));
export const isPlatforms = () => failure<never>("conflict", errorText("dispatch.of_platform"));
export const noSuchRider = () => failure<never>("not_found", errorText("riding.no_such_rider"));

/** `rider_id` null takes the orders back. Each order is decided by itself: the answer tells what became of it. */
export const assignRiderCommand = defineCommand({
  name: "assign_rider",
  scope: "orders:write",
  limit: "write",
  input: z.object({
    order_ids: z.array(idSchema).check(z.minLength(1), z.maxLength(ASSIGNED_AT_ONCE)),
    rider_id: z.nullable(idSchema),
    reason: z._default(givenText(200), ""),
  }),
  authorise: authorisedByRun,
  run: async ({ viewer, input }): Promise<Result<Assignment, never>> => {
    const db = await queryable();
    const ids = [...new Set(input.order_ids)].toSorted();
    const found = await readOrderStores(db, ids);
    if (found.length < ids.length || !found.every((order) => mayDispatch(viewer, order)))
      return noSuchOrder();
    const rider = input.rider_id === null ? null : await readKnownRider(db, input.rider_id);
    if (input.rider_id !== null) {
      const mayAll = rider !== null && found.every((order) => mayChoose(viewer, order, rider.tenantId));
      if (!mayAll) return noSuchRider();
      const fleet = fleetOf(rider.tenantId);
      const isStranger = ({ tenant_id, rider_fleet }: OrderStore) =>
        !mayBring(fleet, { id: tenant_id, rider_fleet });
      if (found.some(isStranger)) return failure("conflict", errorText("dispatch.other_fleet"));
      if (!rider.isOnShift) return isOffShift();
    }
    if (!(await mayTakeFrom(db, viewer, found))) return isPlatforms();
    const answer: Assignment = { assigned: [], pinned: [], refused: [] };
    for (const order of found.toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
      const overruling = { viewer, order, reason: input.reason, now: new Date() };
      const outcome = rider === null ? await takeBack(overruling) : await giveTo(rider, overruling);
      answer[outcome].push(order.id);
    }
    if (answer.refused.length === ids.length) return failure("conflict", errorText("dispatch.not_open"));
    return success(answer);
  },
});
