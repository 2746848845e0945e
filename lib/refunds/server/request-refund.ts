import "server-only";
import { createHash } from "node:crypto";
import { and, eq, gt, inArray, isNotNull } from "drizzle-orm";
import { v5 as idFor, v7 as newId } from "uuid";
import type { Viewer } from "@/lib/auth/server/viewer";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { type Failure, failure, type Result, success } from "@/lib/commands/result";
import { isTaken } from "@/lib/db/is-taken";
import { chatPhotos } from "@/lib/db/schema/chat";
import { users } from "@/lib/db/schema/people";
import { refunds } from "@/lib/db/schema/refunds";
import { type Transaction, transaction } from "@/lib/db/transaction";
import {
  bearerOf,
  type Grantor,
  isEvidence,
  isTooLateToAsk,
  needsApproval,
  needsEvidence,
  pausedUntil,
  sizeRefund,
} from "@/lib/refunds/model/rules";
import {
  type RefundResult,
  type RequestRefund,
  refundResultSchema,
  requestRefundSchema,
} from "@/lib/refunds/model/schema";
import { EVIDENCE, REQUESTS_AT_MOST } from "@/lib/refunds/model/terms";
import { errorText } from "@/lib/text/error-text";
import { formatMoney } from "@/lib/text/format";
import { evidenceOf, type RefundOrder, readRefundOrder } from "./refund-order";
import { publishRefund, readEarlier } from "./rows";
import { grantorOf, noteAdmin, roleOf } from "./who";

export type Requested = Result<RefundResult, never>;
type Refused = Failure<never> | null;

const KEYS = "4f0d6b1e-5a39-5c51-9d1f-2a8f3f4c7e10";
const DAY = 86_400_000;

interface Request {
  readonly viewer: Viewer;
  readonly input: RequestRefund;
  readonly id: string;
  readonly hash: string;
}

const notFound = () => failure<never>("not_found", errorText("order_not_found"));

/** The answer to a request that was carried out before: the refund as it is now. */
async function answerAgain(tx: Transaction, { id, hash }: Request): Promise<Requested | null> {
  const [known] = await tx.select().from(refunds).where(eq(refunds.id, id));
  if (known === undefined) return null;
  if (known.request_hash !== hash) return failure<never>("key_reused", errorText("key_reused"));
  return success(refundResultSchema.parse(known));
}

/** Customers of whom somebody wants to hear more, or who ask too often, are told so. */
async function refuseCustomer(
  tx: Transaction,
  { viewer, input }: Request,
  order: RefundOrder,
  now: Date,
): Promise<Refused> {
  const at = now.getTime();
  if (isTooLateToAsk(order, at)) return failure<never>("conflict", errorText("refunds.too_late"));
  if (input.fault === "customer") return failure<never>("invalid", errorText("refunds.own_fault"));
  const since = new Date(at - Math.max(EVIDENCE.days, REQUESTS_AT_MOST.days) * DAY);
  const rows = await tx
    .select({ created_at: refunds.created_at })
    .from(refunds)
    .where(
      and(
        eq(refunds.user_id, viewer.userId),
        eq(refunds.requested_role, "customer"),
        gt(refunds.created_at, since),
      ),
    );
  const asked = rows.map(({ created_at }) => created_at.getTime());
  const pause = pausedUntil(asked, at);
  if (pause !== null) {
    const hours = Math.ceil((pause - at) / 3_600_000);
    return failure<never>("limited", errorText("refunds.paused", { ...REQUESTS_AT_MOST, hours }), {
      retryAfterSeconds: Math.ceil((pause - at) / 1_000),
    });
  }
  if (needsEvidence(asked, at) && !isEvidence(input.note, input.photo_ids.length))
    return failure<never>("invalid", errorText("refunds.evidence_needed", EVIDENCE), {
      fieldErrors: { note: errorText("refunds.evidence_needed", EVIDENCE) },
    });
  return null;
}

/** A customer names photos of their own, staff those of the order: each that a message shows. */
async function refusePhotos(tx: Transaction, { viewer, input }: Request, by: Grantor): Promise<Refused> {
  const ids = [...new Set(input.photo_ids)];
  if (ids.length === 0) return null;
  const found = await tx
    .select({ id: chatPhotos.id })
    .from(chatPhotos)
    .where(
      and(
        inArray(chatPhotos.id, ids),
        eq(chatPhotos.order_id, input.order_id),
        isNotNull(chatPhotos.sent_at),
        // Of the chat with the store: what the customer and a rider write to each other is theirs.
        by === "customer" ? eq(chatPhotos.user_id, viewer.userId) : eq(chatPhotos.room, "customer_store"),
      ),
    );
  return found.length === ids.length ? null : failure<never>("not_found", errorText("photo.gone"));
}

/** Locks the person and then the order: requests of one person about several orders are counted one after the other. */
async function lockOrder(
  tx: Transaction,
  { viewer, input }: Request,
): Promise<[RefundOrder, Grantor] | null> {
  const seen = await readRefundOrder(tx, input.order_id, { lock: false });
  if (seen === null) return null;
  const by = grantorOf(viewer, seen);
  if (by === null || (seen.is_test && by === "customer")) return null;
  if (by === "customer")
    await tx.select({ id: users.id }).from(users).where(eq(users.id, viewer.userId)).for("no key update");
  const order = await readRefundOrder(tx, input.order_id, { lock: true });
  return order === null ? null : [order, by];
}

async function request(tx: Transaction, given: Request): Promise<Requested> {
  const { viewer, input, id, hash } = given;
  const locked = await lockOrder(tx, given);
  if (locked === null) return notFound();
  const [order, by] = locked;
  const again = await answerAgain(tx, given);
  if (again !== null) return again;
  noteAdmin(viewer, order.tenant_id, by);
  const now = new Date();
  const earlier = await readEarlier(tx, order.id);
  const isWaiting = ({ status, requested_role }: (typeof earlier)[number]) =>
    status === "pending_approval" && requested_role === "customer";
  if (by === "customer" && earlier.some(isWaiting))
    return failure<never>("conflict", errorText("refunds.waits_already"));
  const refused = by === "customer" ? await refuseCustomer(tx, given, order, now) : null;
  if (refused !== null) return refused;
  const sized = sizeRefund(order, earlier, input);
  if (!sized.ok) {
    const left = formatMoney(sized.left, order.currency);
    const code = sized.refusal === "unknown_item" ? "invalid" : "conflict";
    return failure<never>(code, errorText(`refunds.${sized.refusal}`, { left }));
  }
  const withoutPhoto = await refusePhotos(tx, given, by);
  if (withoutPhoto !== null) return withoutPhoto;
  const role = roleOf(by);
  const grantedBy = role === "customer" ? null : role;
  const bearer = bearerOf(input.fault, { isStoreDelivery: order.is_store_delivery, grantedBy });
  const waits = needsApproval(by, sized.amount, { limit: order.refund_limit, bearer });
  const done = order.payment_method === "card" ? "processing" : "refunded";
  const [row] = await tx
    .insert(refunds)
    .values({
      id,
      order_id: order.id,
      tenant_id: order.tenant_id,
      user_id: order.user_id,
      amount: sized.amount,
      currency: order.currency,
      items: sized.items,
      reason: input.reason,
      fault: input.fault,
      note: input.note,
      evidence: evidenceOf(order, input.photo_ids),
      borne_by: bearer,
      status: waits ? "pending_approval" : done,
      requested_by: viewer.userId,
      requested_role: role,
      ...(!waits && { answered_by: viewer.userId, answered_role: role, answered_at: now }),
      refunded_at: !waits && done === "refunded" ? now : null,
      created_at: now,
      version: 1,
      request_hash: hash,
    })
    .returning();
  if (row === undefined) throw new Error(`Refund ${id} was not written`);
  await publishRefund(tx, row, waits ? "requested" : "granted", now);
  return success(refundResultSchema.parse(row));
}

/** Asks for a refund, or grants it, once: a repeated request gets the refund as it is now. */
export async function requestRefund(
  viewer: Viewer,
  input: RequestRefund,
  idempotencyKey: string | undefined,
): Promise<Requested> {
  const given = {
    viewer,
    input,
    id: idempotencyKey === undefined ? newId() : idFor(`${viewer.userId} ${idempotencyKey}`, KEYS),
    hash: createHash("sha256").update(JSON.stringify(input)).digest("base64url"),
  };
  try {
    return await transaction<Requested>((tx) => request(tx, given));
  } catch (error) {
    // A request with the same key about another order was faster: now its refund is found.
    if (!isTaken(error)) throw error;
    return transaction<Requested>((tx) => request(tx, given));
  }
}

/**
 * Customers ask for a refund of their own order; staff and admins grant one, staff above the limit of their store with the consent of
 * an owner. Fails with `not_found`, `conflict` when there is nothing (more) to refund or a request waits, `invalid` without the
 * evidence that is needed, `limited` when the customer has asked too often.
 */
export const requestRefundCommand = defineCommand({
  name: "request_refund",
  scope: "orders:write",
  limit: "notify",
  input: requestRefundSchema,
  authorise: authorisedByRun,
  run: ({ viewer, input, idempotencyKey }) => requestRefund(viewer, input, idempotencyKey),
});
