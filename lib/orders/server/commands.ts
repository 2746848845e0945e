import "server-only";
import { and, desc, eq, gt, inArray, lt, ne, or, type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { NO_WINDOWS, type Windows } from "@/lib/broadcasts/model/standstill";
import { stoodStillSince, toWindows, windowsSince } from "@/lib/broadcasts/server/queries";
import { type Change, commitChange } from "@/lib/commands/commit-change";
import {
  type Claim,
  claimValues,
  isClaimedKey,
  type KeyState,
  keyColumns,
  keyStateOf,
  readKey,
  storeAnswer,
} from "@/lib/commands/idempotency";
import { failure, type Result, success } from "@/lib/commands/result";
import { type Queryable, queryable } from "@/lib/db/client";
import { compiled, UNNAMED } from "@/lib/db/compiled";
import { idempotencyKeys } from "@/lib/db/schema/commands";
import { orderHistory, orders } from "@/lib/db/schema/orders";
import { riders } from "@/lib/db/schema/riders";
import { tenants } from "@/lib/db/schema/stores";
import type { Transaction } from "@/lib/db/transaction";
import { toColumns } from "@/lib/db/wire";
import type { OnProgress } from "@/lib/jobs/define-job";
import { CONCLUDE_HOURS } from "@/lib/orders/model/actions/conclude";
import type { Known, LastStep } from "@/lib/orders/model/actions/define-action";
import type { DispatchStep } from "@/lib/orders/model/actions/dispatch-steps";
import type { OrderAction } from "@/lib/orders/model/actions/schema";
import { actorKindSchema, changesOf } from "@/lib/orders/model/changing-fields";
import { type Actor, decide, type LifecycleAction } from "@/lib/orders/model/decide";
import { dueStep } from "@/lib/orders/model/lifecycle";
import type { OrderSummary, TimelineEntry } from "@/lib/orders/model/schema";
import { ANSWER_MINUTES } from "@/lib/orders/model/terms";
import { auditOfChanged } from "@/lib/platform/server/audit";
import { publishDrafts } from "@/lib/realtime/publish/publish";
import { logger } from "@/lib/server/logger";
import { deliveryBySchema } from "@/lib/stores/model/delivery-by";
import { errorText } from "@/lib/text/error-text";
import { firstName } from "@/lib/text/first-name";
import { stateText } from "@/lib/text/state-text";
import { type OrderViewer, rolesFor } from "./access";
import { eventsOfChange } from "./announce";
import { historyOfChanged } from "./history";
import { kitchenOf } from "./kitchen-of";
import { refusalText } from "./refusal-text";
import { summaryColumns, toSummary } from "./rows";

export interface ChangeOptions {
  /** Another version is a conflict. */
  expectedVersion?: number | undefined;
  idempotencyKey?: string | undefined;
}

interface ChangeActor extends Actor {
  id: string | null;
}

/** `entry` is null when the same request was carried out before. */
interface CarriedOut {
  order: OrderSummary;
  entry: TimelineEntry | null;
}

type Changed = Result<CarriedOut, OrderSummary>;

const SYSTEM: ChangeActor = { id: null, name: "Platewire", roles: ["system"] };

/** With the maintenance during which the order's deadlines stand still, in the same statement. */
const lockedColumns = { ...summaryColumns, maintenance: windowsSince(sql`${orders.created_at}`) };

const orderWithKey = compiled((db) =>
  db
    .select({ ...lockedColumns, ...keyColumns })
    .from(orders)
    .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
    .leftJoin(idempotencyKeys, isClaimedKey)
    .where(eq(orders.id, sql.placeholder("id")))
    .prepare(UNNAMED),
);
const lockedOrder = compiled((db) =>
  db
    .select(lockedColumns)
    .from(orders)
    .innerJoin(tenants, eq(tenants.id, orders.tenant_id))
    .where(eq(orders.id, sql.placeholder("id")))
    .for("update", { of: orders })
    .prepare(UNNAMED),
);

/**
 * With `lock`, reads the key after the order's row is locked: a single statement that waits for the lock would see the
 * new order with the old key.
 */
async function readOrder(
  db: Queryable,
  id: string,
  { lock, claim }: { lock: boolean; claim?: Claim | undefined },
): Promise<{ order: OrderSummary | null; maintenance: Windows; key: KeyState }> {
  const read = (row: (object & { maintenance: unknown }) | undefined) =>
    row === undefined
      ? { order: null, maintenance: NO_WINDOWS }
      : { order: toSummary(row), maintenance: toWindows(row.maintenance) };
  if (lock) {
    const [row] = await lockedOrder(db).execute({ id });
    return { ...read(row), key: await readKey(db, claim) };
  }
  const [row] = await orderWithKey(db).execute({ id, ...claimValues(claim) });
  return { ...read(row), key: keyStateOf(claim, row) };
}

const updateOf = (db: Queryable, { id, version }: OrderSummary, after: OrderSummary) =>
  db
    .update(orders)
    .set(toColumns(orders, changesOf(after)))
    .where(and(eq(orders.id, id), eq(orders.version, version)))
    .returning({ id: orders.id, version: orders.version });

function writeOf(
  db: Queryable,
  before: OrderSummary,
  after: OrderSummary,
  actor: ChangeActor,
  entry: TimelineEntry,
  claim?: Claim,
): NonNullable<Change<unknown>["write"]> {
  const changed = updateOf(db, before, after);
  return {
    steps: {
      changed,
      history: historyOfChanged(actor.id, entry),
      ...(entry.actor_kind === "admin" && { audit: auditOfChanged(actor.id, before.tenant_id, entry) }),
      ...(claim && { kept: storeAnswer(claim, { order_id: before.id }) }),
    },
    events: eventsOfChange(after, before.order_status, entry),
  };
}

function step(
  db: Queryable,
  order: OrderSummary,
  action: LifecycleAction,
  actor: ChangeActor,
  now: Date,
  { claim, ...known }: { claim?: Claim | undefined } & Known = {},
): Change<Changed> {
  const decision = decide(order, action, actor, now, known);
  if (!decision.ok)
    return {
      answer: failure(decision.code, refusalText(decision.refusal), { current: order }),
    };
  const after = { ...order, ...decision.changes };
  const { entry } = decision;
  return {
    write: writeOf(db, order, after, actor, entry, claim),
    answer: success({ order: after, entry }),
  };
}

/** Never `success`: the due step was the only change. */
function answerAfter(due: Change<Changed>, { answer: asked }: Change<Changed>, isStale: boolean): Changed {
  if (!due.answer.ok) return due.answer;
  const { order: current } = due.answer.data;
  return isStale || asked.ok ? failure("conflict", stateText("someone_first.changed"), { current }) : asked;
}

/** Who comes for an order, and that the rider is there, is nothing that a press in the kitchen depends on. */
const isOfKitchen = sql`not (${orderHistory.from_status} is not distinct from ${orderHistory.to_status} and ${inArray(
  orderHistory.action,
  ["assign_rider", "rider_at_store", "release_rider", "undo_rider_step"],
)})`;

/** Estimates raise the version, too, but leave no entry: no press depends on them. */
async function isOvertaken(db: Queryable, { id, version }: OrderSummary, seen: number | undefined) {
  if (seen === undefined || seen === version) return false;
  if (seen > version) return true;
  const [entry] = await db
    .select({ version: orderHistory.version })
    .from(orderHistory)
    .where(and(eq(orderHistory.order_id, id), gt(orderHistory.version, seen), isOfKitchen))
    .limit(1);
  return entry !== undefined;
}

async function isOwnRider(db: Queryable, { rider_id, tenant_id }: OrderSummary): Promise<boolean> {
  if (rider_id === null) return false;
  const [own] = await db
    .select({ id: riders.id })
    .from(riders)
    .where(and(eq(riders.id, rider_id), eq(riders.tenant_id, tenant_id)));
  return own !== undefined;
}

async function readKnown(db: Queryable, order: OrderSummary, action: OrderAction): Promise<Known> {
  if (action.name === "mark_unavailable") return { kitchen: await kitchenOf(db, order, action.items) };
  if (order.rider_state === "failed") return { isOwnRider: await isOwnRider(db, order) };
  // A test order stays the store's to bring: no rider may come for it.
  if (action.name !== "undo" || order.is_test === true) return {};
  const [store] = await db
    .select({ delivery_by: tenants.delivery_by })
    .from(tenants)
    .where(eq(tenants.id, order.tenant_id));
  return { setting: z.parse(z.nullable(deliveryBySchema), store?.delivery_by ?? null) };
}

interface ChangeRequest {
  orderId: string;
  action: OrderAction;
  expectedVersion: number | undefined;
  claim: Claim | undefined;
}

async function decideChange(
  db: Queryable,
  lock: boolean,
  viewer: OrderViewer & { name: string },
  { orderId, action, expectedVersion, claim }: ChangeRequest,
): Promise<Change<Changed>> {
  const { order, maintenance, key } = await readOrder(db, orderId, { lock, claim });
  if (key.kind === "reused") return { answer: failure("key_reused", errorText("key_reused")) };
  const roles = order === null ? [] : rolesFor(viewer, order);
  if (order === null || roles.length === 0)
    return { answer: failure("not_found", errorText("order_not_found")) };
  if (key.kind === "replay") return { answer: success({ order, entry: null }) };
  const now = new Date();
  const actor = { id: viewer.userId, name: viewer.name, roles };
  const known = { ...(await readKnown(db, order, action)), maintenance };
  // Deadlines hold whenever an order is acted on, even when the job is late.
  const due = dueStep(order, now, maintenance);
  if (due !== null) {
    const carriedOut = step(db, order, { name: due }, SYSTEM, now, { maintenance });
    const current = carriedOut.answer.ok ? carriedOut.answer.data.order : order;
    const asked = step(db, current, action, actor, now, known);
    return { ...carriedOut, answer: answerAfter(carriedOut, asked, expectedVersion !== undefined) };
  }
  if (await isOvertaken(db, order, expectedVersion))
    return { answer: failure("conflict", stateText("someone_first.changed"), { current: order }) };
  return step(db, order, action, actor, now, { claim, ...known });
}

/**
 * Fails with `not_found` when the person may not see the order, `forbidden` when they may not do this, `conflict` (with
 * the current order) when its status or version does not allow it, `invalid` when a reason is missing.
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
  return commitChange((db, lock) =>
    decideChange(db, lock, viewer, { orderId, action, expectedVersion, claim }),
  );
}

/** Whoever takes a step that dispatch has authorised: `kind` is the only role that counts. */
export interface DispatchActor {
  id: string | null;
  name: string;
  kind: "rider" | "admin" | "partner" | "system";
}

async function readLastStep(tx: Transaction, orderId: string): Promise<LastStep | null> {
  const [last] = await tx
    .select({ action: orderHistory.action, actor_kind: orderHistory.actor_kind, at: orderHistory.at })
    .from(orderHistory)
    .where(eq(orderHistory.order_id, orderId))
    .orderBy(desc(orderHistory.version))
    .limit(1);
  if (last === undefined) return null;
  return { ...last, actor_kind: z.parse(actorKindSchema, last.actor_kind), at: last.at.toISOString() };
}

/** Another rider's order does not exist for a rider. */
function isTheirs({ kind, id }: DispatchActor, { rider_id }: OrderSummary, asked: DispatchStep): boolean {
  return kind !== "rider" || id === (asked.name === "assign_rider" ? asked.rider.id : rider_id);
}

/** Writes in the caller's transaction, which must hold the lock of the order's row. */
async function carryOut(
  tx: Transaction,
  order: OrderSummary,
  action: LifecycleAction,
  actor: ChangeActor,
  { now, maintenance }: { now: Date; maintenance: Windows },
): Promise<Result<{ order: OrderSummary; entry: TimelineEntry }, OrderSummary>> {
  const last = action.name === "undo_rider_step" ? await readLastStep(tx, order.id) : null;
  const decision = decide(order, action, actor, now, {
    last,
    maintenance,
    isOwnRider: order.rider_state === "failed" && (await isOwnRider(tx, order)),
  });
  if (!decision.ok) return failure(decision.code, refusalText(decision.refusal), { current: order });
  const after = { ...order, ...decision.changes };
  const { entry } = decision;
  const changed = updateOf(tx, order, after);
  // An estimate is nobody's step: it has no line in the timeline.
  if (action.name === "set_eta") await changed;
  else await tx.execute(sql`with changed as (${changed.getSQL()}) ${historyOfChanged(actor.id, entry)}`);
  publishDrafts(tx, eventsOfChange(after, order.order_status, entry));
  return success({ order: after, entry });
}

/**
 * Takes a step of riders or dispatch with the caller's transaction, which has authorised it: only that a rider's step is
 * about an order of this rider is checked here. Locks the order's row; a caller that takes steps of several orders does so
 * in the order of their ids. Fails with `not_found`, or with `conflict` and the current order when its state does not
 * allow the step; nothing but a deadline that has passed is written then.
 */
export async function changeOrderByDispatch(
  tx: Transaction,
  orderId: string,
  asked: DispatchStep,
  { id, name, kind }: DispatchActor,
): Promise<Result<{ order: OrderSummary; entry: TimelineEntry }, OrderSummary>> {
  const { order, maintenance } = await readOrder(tx, orderId, { lock: true });
  if (order === null || !isTheirs({ id, name, kind }, order, asked))
    return failure("not_found", errorText("order_not_found"));
  const at = { now: new Date(), maintenance };
  const actor = { id, name: kind === "rider" ? firstName(name) : name, roles: [kind] };
  // Deadlines hold whenever an order is acted on, even when the job is late.
  const due = dueStep(order, at.now, maintenance);
  const carriedOut = due === null ? null : await carryOut(tx, order, { name: due }, SYSTEM, at);
  return carryOut(tx, carriedOut?.ok ? carriedOut.data.order : order, asked, actor, at);
}

/** Returns false, and changes nothing, when the order has another version or its deadline has passed. */
export function acceptAutomatically(orderId: string, version: number): Promise<boolean> {
  return commitChange(async (db, lock): Promise<Change<boolean>> => {
    const { order, maintenance } = await readOrder(db, orderId, { lock });
    if (order?.version !== version) return { answer: false };
    const accepted = step(db, order, { name: "accept" }, SYSTEM, new Date(), { maintenance });
    return { ...accepted, answer: accepted.answer.ok };
  });
}

/** A constant: a prepared plan uses the partial index only when the status is in the text. */
const isAwaiting = sql`${orders.order_status} = 'Order Received'`;
/** The index finds those whose time would be over without maintenance: few, so counting it for each costs nothing. */
const isNotAccepted = (now: Date) =>
  and(
    isAwaiting,
    lt(orders.accept_by, now),
    sql`${orders.accept_by} + ${stoodStillSince(sql`${orders.created_at}`, now)} < ${now.toISOString()}::timestamptz`,
  );
const isPreparing = sql`${orders.order_status} = 'Preparing'`;
const askedAt = sql`(${orders.answer_by} - make_interval(mins => ${ANSWER_MINUTES}))`;
const isNotAnswered = (now: Date) =>
  and(
    isPreparing,
    lt(orders.answer_by, now),
    sql`${orders.answer_by} + ${stoodStillSince(askedAt, now)} < ${now.toISOString()}::timestamptz`,
  );

/** Cancels an order that was not accepted in time, or decides for a customer who did not answer. Returns false when neither is due. */
export async function carryOutDueStep(orderId: string): Promise<boolean> {
  const db = await queryable();
  const now = new Date();
  const [row] = await db
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.id, orderId), or(isNotAccepted(now), isNotAnswered(now))));
  if (row === undefined) return false;
  return commitChange(async (db, lock): Promise<Change<boolean>> => {
    const { order, maintenance } = await readOrder(db, orderId, { lock });
    const now = new Date();
    const due = order === null ? null : dueStep(order, now, maintenance);
    if (order === null || due === null) return { answer: false };
    const carriedOut = step(db, order, { name: due }, SYSTEM, now, { maintenance });
    return { ...carriedOut, answer: carriedOut.answer.ok };
  });
}

const sentAt = sql`coalesce(${orders.dispatched_at}, ${orders.updated_at})`;

/** Ends at most 200 deliveries that nobody confirmed. Returns the number ended; logs and skips an order that fails. */
export async function concludeForgottenDeliveries(onProgress?: OnProgress): Promise<number> {
  const db = await queryable();
  const before = new Date(Date.now() - CONCLUDE_HOURS * 3_600_000);
  const forgotten = await db
    .select({ id: orders.id })
    .from(orders)
    .where(
      and(
        sql`${orders.order_status} = 'Out for Delivery'`,
        sql`${sentAt} < ${before.toISOString()}`,
        ne(orders.rider_state, "failed"),
      ),
    )
    .orderBy(sentAt)
    .limit(200);
  let ended = 0;
  for (const [done, { id }] of forgotten.entries()) {
    onProgress?.(done, forgotten.length);
    try {
      const isEnded = await commitChange(async (db, lock): Promise<Change<boolean>> => {
        const { order } = await readOrder(db, id, { lock });
        if (order === null) return { answer: false };
        const concluded = step(db, order, { name: "conclude" }, SYSTEM, new Date());
        return { ...concluded, answer: concluded.answer.ok };
      });
      if (isEnded) ended += 1;
    } catch (error) {
      logger.error(
        { error, order_id: id },
        "A forgotten delivery could not be ended; the next run tries again",
      );
    }
  }
  return ended;
}

async function carryOutEach(due: readonly { id: string }[], onProgress?: OnProgress): Promise<number> {
  let carriedOut = 0;
  for (const [done, { id }] of due.entries()) {
    onProgress?.(done, due.length);
    try {
      if (await carryOutDueStep(id)) carriedOut++;
    } catch (error) {
      logger.error(
        { error, order_id: id },
        "The deadline of an order could not be carried out; tried again with the next sweep",
      );
    }
  }
  return carriedOut;
}

/** Cancels at most 200 orders that nobody accepted. Returns the number cancelled; logs and skips an order that fails. */
export async function expireOverdueOrders(only?: SQL, onProgress?: OnProgress): Promise<number> {
  const db = await queryable();
  const overdue = await db
    .select({ id: orders.id })
    .from(orders)
    .where(and(isNotAccepted(new Date()), only))
    .orderBy(orders.accept_by)
    .limit(200);
  return carryOutEach(overdue, onProgress);
}

/** Decides at most 200 orders whose customers did not answer what to do about a sold-out dish, likewise. */
export async function settleUnansweredOrders(only?: SQL, onProgress?: OnProgress): Promise<number> {
  const db = await queryable();
  const unanswered = await db
    .select({ id: orders.id })
    .from(orders)
    .where(and(isNotAnswered(new Date()), only))
    .orderBy(orders.answer_by)
    .limit(200);
  return carryOutEach(unanswered, onProgress);
}
