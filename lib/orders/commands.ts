import "server-only";
import { and, eq, lt, type SQL } from "drizzle-orm";
import { queryable } from "@/lib/db/client";
import { orderHistory, orders, tenants } from "@/lib/db/schema";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { errorText } from "@/lib/error-text";
import { claimKey, keepAnswer, releaseKey } from "@/lib/idempotency";
import { failure, type Result, success } from "@/lib/result";
import { type OrderViewer, rolesFor } from "./access";
import { announceChange } from "./announce";
import { type Actor, decide, type LifecycleAction } from "./lifecycle";
import { summaryColumns, toSummary } from "./rows";
import type { OrderAction, OrderSummary, TimelineEntry } from "./schema";

/** The only writers of existing orders. Actions, the REST API, jobs and deadlines all come through here. */

export interface ChangeOptions {
  /** The version the person saw; the change is refused when the order has another by now. */
  expectedVersion?: number | undefined;
  idempotencyKey?: string | undefined;
}

interface ChangeActor extends Actor {
  id: string | null;
}

type Changed = Result<OrderSummary, OrderSummary>;

const SYSTEM: ChangeActor = { id: null, name: "Platewire", roles: ["system"] };

const instant = (text: string | null) => (text === null ? null : new Date(text));

export async function writeHistory(
  tx: Transaction,
  orderId: string,
  actorId: string | null,
  entry: TimelineEntry,
): Promise<void> {
  await tx.insert(orderHistory).values({
    orderId,
    version: entry.version,
    at: new Date(entry.at),
    action: entry.action,
    fromStatus: entry.from_status,
    toStatus: entry.to_status,
    actorKind: entry.actor_kind,
    actorId,
    actorName: entry.actor_name,
    reason: entry.reason,
    note: entry.note,
    minutes: entry.minutes,
  });
}

/** Reads an order and keeps it: of two people pressing at once, the second waits here and sees what the first did. */
async function lockOrder(tx: Transaction, orderId: string): Promise<OrderSummary | null> {
  const [row] = await tx
    .select(summaryColumns)
    .from(orders)
    .innerJoin(tenants, eq(tenants.id, orders.tenantId))
    .where(eq(orders.id, orderId))
    .for("update", { of: orders });
  return row === undefined ? null : toSummary(row);
}

/** Row by version, history, events: one change, whole or not at all. */
async function write(
  tx: Transaction,
  before: OrderSummary,
  after: OrderSummary,
  actor: ChangeActor,
  entry: TimelineEntry,
): Promise<void> {
  const written = await tx
    .update(orders)
    .set({
      status: after.order_status,
      version: after.version,
      paymentStatus: after.payment_status,
      acknowledgedAt: instant(after.acknowledged_at),
      acceptedAt: instant(after.accepted_at),
      prepMinutes: after.prep_minutes,
      promisedAt: instant(after.promised_at),
      readyAt: instant(after.ready_at),
      dispatchedAt: instant(after.dispatched_at),
      deliveredAt: instant(after.delivered_at),
      cancelledAt: instant(after.cancelled_at),
      cancelledBy: after.cancelled_by,
      cancelReason: after.cancel_reason,
      cancelNote: after.cancel_note,
      updatedAt: new Date(after.updated_at),
    })
    .where(and(eq(orders.id, before.id), eq(orders.version, before.version)))
    .returning({ id: orders.id });
  if (written.length !== 1) throw new Error(`Order ${before.id} changed under its lock`);
  await writeHistory(tx, before.id, actor.id, entry);
  await announceChange(tx, after, before.order_status, entry);
}

/** Decides and writes one action on a locked order. */
async function step(
  tx: Transaction,
  order: OrderSummary,
  action: LifecycleAction,
  actor: ChangeActor,
  now: Date,
): Promise<Changed> {
  const decision = decide(order, action, actor, now);
  if (!decision.ok)
    return failure(decision.code, errorText(`refusal.${decision.refusal}`), { current: order });
  const after = { ...order, ...decision.changes };
  await write(tx, order, after, actor, decision.entry);
  return success(after);
}

/** Deadlines hold whenever an order is touched, so that a late job changes nothing. */
async function expireInside(tx: Transaction, order: OrderSummary, now: Date): Promise<OrderSummary> {
  if (order.order_status !== "Order Received" || Date.parse(order.accept_by) > now.getTime()) return order;
  const expired = await step(tx, order, { name: "expire" }, SYSTEM, now);
  return expired.ok ? expired.data : order;
}

async function changeInside(
  tx: Transaction,
  viewer: OrderViewer & { name: string },
  orderId: string,
  action: OrderAction,
  expectedVersion: number | undefined,
): Promise<Changed> {
  const found = await lockOrder(tx, orderId);
  const roles = found === null ? [] : rolesFor(viewer, found);
  if (found === null || roles.length === 0) return failure("not_found", errorText("order_not_found"));
  const now = new Date();
  const order = await expireInside(tx, found, now);
  if (expectedVersion !== undefined && expectedVersion !== order.version)
    return failure("conflict", errorText("version_changed"), { current: order });
  return step(tx, order, action, { id: viewer.userId, name: viewer.name, roles }, now);
}

/**
 * Carries out one action on one order for a signed-in person.
 * Fails with `not_found` for who may not see it, `forbidden` for who may see but not do this, `conflict`
 * (with the current order) when its state or version does not allow it, `invalid` when a reason is missing.
 */
export async function changeOrder(
  viewer: OrderViewer & { name: string },
  orderId: string,
  action: OrderAction,
  { expectedVersion, idempotencyKey }: ChangeOptions = {},
): Promise<Changed> {
  return transaction<Changed>(async (tx) => {
    if (idempotencyKey === undefined) return changeInside(tx, viewer, orderId, action, expectedVersion);
    const claim = await claimKey(tx, viewer.userId, idempotencyKey, { orderId, action });
    if (claim.kind === "reused") return failure("key_reused", errorText("key_reused"));
    if (claim.kind === "replay") {
      const order = await lockOrder(tx, claim.answer.order_id);
      // Who could change it then may not even see it by now.
      return order === null || rolesFor(viewer, order).length === 0
        ? failure("not_found", errorText("order_not_found"))
        : success(order);
    }
    const changed = await changeInside(tx, viewer, orderId, action, expectedVersion);
    if (changed.ok) await keepAnswer(tx, viewer.userId, idempotencyKey, { order_id: orderId });
    else await releaseKey(tx, viewer.userId, idempotencyKey);
    return changed;
  });
}

/** Cancels an order that nobody accepted in time. Changes nothing when it is not overdue. */
export async function expireIfOverdue(orderId: string): Promise<void> {
  const db = await queryable();
  const now = new Date();
  const [row] = await db
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.id, orderId), eq(orders.status, "Order Received"), lt(orders.acceptBy, now)));
  if (row === undefined) return;
  await transaction(async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (order !== null) await expireInside(tx, order, new Date());
  });
}

/** Cancels all orders whose time to be accepted has run out, or those of them that match. Returns how many. */
export async function expireOverdueOrders(only?: SQL): Promise<number> {
  const db = await queryable();
  const overdue = await db
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.status, "Order Received"), lt(orders.acceptBy, new Date()), only))
    .limit(200);
  for (const { id } of overdue) await expireIfOverdue(id);
  return overdue.length;
}
