import "server-only";
import { and, eq, lt, type SQL, sql } from "drizzle-orm";
import { type Claim, keepAnswer, readKey } from "@/lib/commands/idempotency";
import { failure, type Result, success } from "@/lib/commands/result";
import { type Queryable, queryable } from "@/lib/db/client";
import { compiled, UNNAMED } from "@/lib/db/compiled";
import { inOneStatement, Overtaken } from "@/lib/db/in-one-statement";
import { orders } from "@/lib/db/schema/orders";
import { tenants } from "@/lib/db/schema/stores";
import type { Transaction } from "@/lib/db/transaction";
import { toColumns } from "@/lib/db/wire";
import { type Actor, changesOf, decide, type LifecycleAction } from "@/lib/orders/model/lifecycle";
import type { OrderAction, OrderSummary, TimelineEntry } from "@/lib/orders/model/schema";
import { logger } from "@/lib/server/logger";
import { errorText } from "@/lib/text/error-text";
import { type OrderViewer, rolesFor } from "./access";
import { announceChange } from "./announce";
import { historyOfChanged } from "./history";
import { summaryColumns, toSummary } from "./rows";

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

const orderById = (db: Queryable) =>
  db
    .select(summaryColumns)
    .from(orders)
    .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
    .where(eq(orders.id, sql.placeholder("id")));
const lookAtOrder = compiled((db) => orderById(db).prepare(UNNAMED));
const keepOrder = compiled((db) => orderById(db).for("update", { of: orders }).prepare(UNNAMED));

/** Reads an order; with `keep` nobody else can change it until the transaction ends. */
async function readOrder(tx: Transaction, id: string, keep: boolean): Promise<OrderSummary | null> {
  const query = keep ? keepOrder(tx) : lookAtOrder(tx);
  const [row] = await query.execute({ id });
  return row === undefined ? null : toSummary(row);
}

/** Row by version, history, key and events, in one statement: a change is whole, or it was overtaken and is not. */
async function write(
  tx: Transaction,
  before: OrderSummary,
  after: OrderSummary,
  actor: ChangeActor,
  entry: TimelineEntry,
  claim?: Claim,
): Promise<void> {
  const changed = tx
    .update(orders)
    .set(toColumns(orders, changesOf(after)))
    .where(and(eq(orders.id, before.id), eq(orders.version, before.version)))
    .returning({ id: orders.id });
  const hasHappened = await announceChange(tx, after, before.order_status, entry, {
    changed,
    history: historyOfChanged(actor.id, entry),
    ...(claim && { kept: keepAnswer(claim, { order_id: before.id }) }),
  });
  if (!hasHappened) throw new Overtaken();
}

/** Decides and writes one action on an order. */
async function step(
  tx: Transaction,
  order: OrderSummary,
  action: LifecycleAction,
  actor: ChangeActor,
  now: Date,
  claim?: Claim,
): Promise<Changed> {
  const decision = decide(order, action, actor, now);
  if (!decision.ok)
    return failure(decision.code, errorText(`refusal.${decision.refusal}`), { current: order });
  const after = { ...order, ...decision.changes };
  await write(tx, order, after, actor, decision.entry, claim);
  return success(after);
}

/** Deadlines hold whenever an order is touched, so that a late job changes nothing. */
async function expireInside(tx: Transaction, order: OrderSummary, now: Date): Promise<OrderSummary> {
  if (order.order_status !== "Order Received" || Date.parse(order.accept_by) > now.getTime()) return order;
  const expired = await step(tx, order, { name: "expire" }, SYSTEM, now);
  return expired.ok ? expired.data : order;
}

interface Wish {
  orderId: string;
  action: OrderAction;
  expectedVersion: number | undefined;
  claim: Claim | undefined;
}

async function changeInside(
  tx: Transaction,
  keep: boolean,
  viewer: OrderViewer & { name: string },
  { orderId, action, expectedVersion, claim }: Wish,
): Promise<Changed> {
  const seen = await readOrder(tx, orderId, keep);
  // After the order: whoever sees what the same request did a moment ago also sees that its key is taken.
  const key = claim === undefined ? ({ kind: "fresh" } as const) : await readKey(tx, claim);
  if (key.kind === "reused") return failure("key_reused", errorText("key_reused"));
  // The same request may have been carried out between the two looks.
  const found = key.kind === "replay" ? await readOrder(tx, orderId, keep) : seen;
  const roles = found === null ? [] : rolesFor(viewer, found);
  if (found === null || roles.length === 0) return failure("not_found", errorText("order_not_found"));
  if (key.kind === "replay") return success(found);
  const now = new Date();
  const order = await expireInside(tx, found, now);
  if (expectedVersion !== undefined && expectedVersion !== order.version)
    return failure("conflict", errorText("version_changed"), { current: order });
  return step(tx, order, action, { id: viewer.userId, name: viewer.name, roles }, now, claim);
}

/**
 * Carries out one action on one order for a signed-in person.
 * Fails with `not_found` for who may not see it, `forbidden` for who may see but not do this, `conflict`
 * (with the current order) when its state or version does not allow it, `invalid` when a reason is missing.
 */
export function changeOrder(
  viewer: OrderViewer & { name: string },
  orderId: string,
  action: OrderAction,
  { expectedVersion, idempotencyKey }: ChangeOptions = {},
): Promise<Changed> {
  const claim =
    idempotencyKey === undefined
      ? undefined
      : { userId: viewer.userId, key: idempotencyKey, request: { orderId, action } };
  const wish = { orderId, action, expectedVersion, claim };
  return inOneStatement((tx, keep) => changeInside(tx, keep, viewer, wish));
}

/** As a constant, not a parameter: a plan that is kept can use the index of waiting orders only where it sees the status. */
const isAwaiting = sql`${orders.order_status} = 'Order Received'`;

/** Cancels an order that nobody accepted in time; says whether it did. Changes nothing when it is not overdue. */
export async function expireIfOverdue(orderId: string): Promise<boolean> {
  const db = await queryable();
  const now = new Date();
  const [row] = await db
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.id, orderId), isAwaiting, lt(orders.accept_by, now)));
  if (row === undefined) return false;
  return inOneStatement(async (tx, keep) => {
    const order = await readOrder(tx, orderId, keep);
    return order !== null && (await expireInside(tx, order, new Date())) !== order;
  });
}

/**
 * Cancels all orders whose time to be accepted has run out, or those of them that match; returns how many. One that cannot
 * be cancelled now is logged, and holds up no other.
 */
export async function expireOverdueOrders(only?: SQL): Promise<number> {
  const db = await queryable();
  const overdue = await db
    .select({ id: orders.id })
    .from(orders)
    .where(and(isAwaiting, lt(orders.accept_by, new Date()), only))
    .orderBy(orders.accept_by)
    .limit(200);
  let cancelled = 0;
  for (const { id } of overdue)
    try {
      if (await expireIfOverdue(id)) cancelled++;
    } catch (error) {
      logger.error(
        { error, order_id: id },
        "An overdue order could not be cancelled; tried again with the next sweep",
      );
    }
  return cancelled;
}
