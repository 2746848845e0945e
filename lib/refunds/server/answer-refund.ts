import "server-only";
import { eq } from "drizzle-orm";
import type * as z from "zod/mini";
import type { Viewer } from "@/lib/auth/server/viewer";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { refunds } from "@/lib/db/schema/refunds";
import { type Transaction, transaction } from "@/lib/db/transaction";
import {
  bearerOf,
  contestRefusal,
  type Grantor,
  leftToRefund,
  needsApproval,
} from "@/lib/refunds/model/rules";
import {
  answerRefundSchema,
  bearerSchema,
  contestStatusSchema,
  faultSchema,
  type RefundResult,
  refundResultSchema,
  refundRoleSchema,
  refundStatusSchema,
} from "@/lib/refunds/model/schema";
import { errorText } from "@/lib/text/error-text";
import { formatMoney } from "@/lib/text/format";
import { type RefundOrder, readRefundOrder } from "./refund-order";
import { changeRefund, type RefundRow, readEarlier } from "./rows";
import { grantorOf, noteAdmin, roleOf } from "./who";

export type Answered = Result<RefundResult, never>;

interface Answer {
  readonly viewer: Viewer;
  readonly by: Grantor;
  readonly order: RefundOrder;
  readonly refund: RefundRow;
  readonly note: string;
  readonly now: Date;
}

const done = (refund: RefundRow) => success(refundResultSchema.parse(refund));
const forbidden = (message: string) => failure<never>("forbidden", message);

async function approve(tx: Transaction, { viewer, by, order, refund, note, now }: Answer): Promise<Answered> {
  if (refund.status !== "pending_approval")
    return failure<never>("conflict", errorText("refunds.answered_already"));
  const role = roleOf(by);
  const fault = faultSchema.parse(refund.fault);
  const bearer = bearerOf(fault, { isStoreDelivery: order.is_store_delivery, grantedBy: role });
  if (by !== "admin" && bearer === "platform") return forbidden(errorText("refunds.admin_needed"));
  if (needsApproval(by, refund.amount, { limit: order.refund_limit, bearer }))
    return forbidden(
      errorText("refunds.owner_needed", { limit: formatMoney(order.refund_limit ?? 0, order.currency) }),
    );
  const others = (await readEarlier(tx, order.id)).filter(({ id }) => id !== refund.id);
  const left = leftToRefund(order, others);
  if (refund.amount > left)
    return failure<never>(
      "conflict",
      errorText("refunds.too_much", { left: formatMoney(left, order.currency) }),
    );
  const status = order.payment_method === "card" ? "processing" : "refunded";
  const changes = {
    status,
    borne_by: bearer,
    answered_by: viewer.userId,
    answered_role: role,
    answered_at: now,
    answer_note: note,
    refunded_at: status === "refunded" ? now : null,
  };
  return done(await changeRefund(tx, refund, changes, { change: "granted", now }));
}

async function refuse(tx: Transaction, { viewer, by, refund, note, now }: Answer): Promise<Answered> {
  if (refund.status !== "pending_approval")
    return failure<never>("conflict", errorText("refunds.answered_already"));
  // Staff cannot decide about what they asked their owner.
  if (by === "manager" && refund.requested_role !== "customer")
    return forbidden(errorText("refunds.owner_answers"));
  if (note === "")
    return failure<never>("invalid", errorText("refunds.reason_needed"), {
      fieldErrors: { note: errorText("refunds.reason_needed") },
    });
  const changes = {
    status: "refused",
    answered_by: viewer.userId,
    answered_role: roleOf(by),
    answered_at: now,
    answer_note: note,
  };
  return done(await changeRefund(tx, refund, changes, { change: "refused", now }));
}

async function contest(tx: Transaction, { viewer, by, refund, note, now }: Answer): Promise<Answered> {
  if (by === "admin") return forbidden(errorText("refunds.store_contests"));
  const facts = {
    borne_by: refund.borne_by === null ? null : bearerSchema.parse(refund.borne_by),
    status: refundStatusSchema.parse(refund.status),
    answered_role: refund.answered_role === null ? null : refundRoleSchema.parse(refund.answered_role),
    answered_at: refund.answered_at?.toISOString() ?? null,
    contest_status: refund.contest_status === null ? null : contestStatusSchema.parse(refund.contest_status),
  };
  const refusal = contestRefusal(facts, now.getTime());
  if (refusal !== null) return failure<never>("conflict", errorText(`refunds.${refusal}`));
  if (note === "")
    return failure<never>("invalid", errorText("refunds.reason_needed"), {
      fieldErrors: { note: errorText("refunds.reason_needed") },
    });
  const changes = {
    contested_at: now,
    contested_by: viewer.userId,
    contest_note: note,
    contest_status: "open",
  };
  return done(await changeRefund(tx, refund, changes, { change: "contested", now }));
}

/** The customer keeps the money either way: a contest that is upheld moves the cost to Platewire. */
async function settle(
  tx: Transaction,
  { by, refund, note, now }: Answer,
  outcome: "upheld" | "rejected",
): Promise<Answered> {
  // An admin who belongs to the store cannot decide for it.
  if (by !== "admin") return forbidden(errorText("admins_only"));
  if (refund.contest_status !== "open")
    return failure<never>("conflict", errorText("refunds.contest_answered"));
  const changes = {
    contest_status: outcome,
    contest_answer: note,
    ...(outcome === "upheld" && { borne_by: "platform" }),
  };
  return done(await changeRefund(tx, refund, changes, { change: `contest_${outcome}`, now }));
}

async function carryOut(
  tx: Transaction,
  viewer: Viewer,
  { refund_id, answer, note }: z.output<typeof answerRefundSchema>,
): Promise<Answered> {
  const gone = () => failure<never>("not_found", errorText("refunds.gone"));
  const [seen] = await tx
    .select({ order_id: refunds.order_id })
    .from(refunds)
    .where(eq(refunds.id, refund_id));
  // The order first, as whoever asks for a refund locks it.
  const order = seen === undefined ? null : await readRefundOrder(tx, seen.order_id, { lock: true });
  const by = order === null ? null : grantorOf(viewer, order);
  if (order === null || by === null) return gone();
  const [refund] = await tx.select().from(refunds).where(eq(refunds.id, refund_id)).for("update");
  if (refund === undefined) return gone();
  if (by === "customer") return forbidden(errorText("refunds.own_order"));
  noteAdmin(viewer, order.tenant_id, by);
  const given = { viewer, by, order, refund, note, now: new Date() };
  switch (answer) {
    case "approve":
      return approve(tx, given);
    case "refuse":
      return refuse(tx, given);
    case "contest":
      return contest(tx, given);
    case "uphold":
      return settle(tx, given, "upheld");
    case "reject":
      return settle(tx, given, "rejected");
  }
}

/**
 * Answers a refund that waits (`approve`, `refuse` with a reason), contests one at the store's cost (`contest` with a reason), or
 * settles a contest (`uphold`, `reject`: admins). Fails with `not_found`, `forbidden`, `conflict` when somebody was faster or it is
 * too late, `invalid` without a reason.
 */
export const answerRefundCommand = defineCommand({
  name: "answer_refund",
  scope: "orders:write",
  limit: "write",
  input: answerRefundSchema,
  authorise: authorisedByRun,
  run: ({ viewer, input }) => transaction<Answered>((tx) => carryOut(tx, viewer, input)),
});
