import * as z from "zod/mini";
import { instantSchema, longTextSchema, shortTextSchema } from "@/lib/text/bounded";
import { givenText } from "@/lib/text/given-text";
import { idSchema } from "@/lib/text/id";
import { FAULTS, PHOTOS_AT_MOST, REFUND_NOTE_LENGTH, REFUND_REASONS, REFUND_STATUSES } from "./terms";

/** Amounts are in minor units of the order's currency. */
const amountSchema = z.int().check(z.positive());
const quantitySchema = z.int().check(z.minimum(1), z.maximum(99));

export const refundReasonSchema = z.enum(REFUND_REASONS);
export const faultSchema = z.enum(FAULTS);
export const refundStatusSchema = z.enum(REFUND_STATUSES);

/** Who asked for it, or answered it. */
export const refundRoleSchema = z.enum(["customer", "store", "admin"]);
export type RefundRole = z.infer<typeof refundRoleSchema>;

export const bearerSchema = z.enum(["store", "platform"]);
export type Bearer = z.infer<typeof bearerSchema>;

export const refundItemSchema = z.object({
  order_item_id: idSchema,
  quantity: quantitySchema,
  /** For all of them together, without their share of a voucher. */
  amount: z.int().check(z.nonnegative()),
});
export type RefundItem = z.infer<typeof refundItemSchema>;

/** What was known about the order when the refund was asked for. */
export const evidenceSchema = z.object({
  /** Photos of the order's chat. */
  photo_ids: z.array(idSchema).check(z.maxLength(PHOTOS_AT_MOST)),
  promised_at: z.nullable(instantSchema),
  accepted_at: z.nullable(instantSchema),
  ready_at: z.nullable(instantSchema),
  dispatched_at: z.nullable(instantSchema),
  delivered_at: z.nullable(instantSchema),
  cancelled_at: z.nullable(instantSchema),
  /** Minutes after the promise. Null: not delivered, or in time. */
  minutes_late: z.nullable(z.int()),
  /** How a rider handed it over. `unknown`: the store brought it itself, or nobody entered anything. */
  handed_over: z.enum(["pin", "photo", "unknown"]),
  /** Wrong PINs that were tried. */
  pin_failures: z.int(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

export const contestStatusSchema = z.enum(["open", "upheld", "rejected"]);

/** One refund, as the order's customer, its store and admins see it. */
export const refundSchema = z.object({
  id: idSchema,
  order_id: idSchema,
  order_code: shortTextSchema,
  tenant_id: idSchema,
  tenant_slug: shortTextSchema,
  tenant_name: shortTextSchema,
  time_zone: shortTextSchema,
  amount: amountSchema,
  currency: shortTextSchema,
  items: z.array(z.extend(refundItemSchema, { name: shortTextSchema })).check(z.maxLength(100)),
  reason: refundReasonSchema,
  fault: faultSchema,
  note: longTextSchema,
  evidence: evidenceSchema,
  /** Null: nobody else than the customer. For the store and admins; null for the customer. */
  borne_by: z.nullable(bearerSchema),
  status: refundStatusSchema,
  requested_role: refundRoleSchema,
  answered_role: z.nullable(refundRoleSchema),
  answered_at: z.nullable(instantSchema),
  answer_note: z.nullable(longTextSchema),
  /** Null for the customer, as all about the contest. */
  contested_at: z.nullable(instantSchema),
  contest_note: z.nullable(longTextSchema),
  contest_status: z.nullable(contestStatusSchema),
  contest_answer: z.nullable(longTextSchema),
  refunded_at: z.nullable(instantSchema),
  created_at: instantSchema,
  version: z.int().check(z.positive()),
  /** In cash or by the demo's card: paid out by hand, not by a bank. */
  is_credit: z.boolean(),
});
export type Refund = z.infer<typeof refundSchema>;

/** What can still be refunded of an order, and what was. */
export const orderRefundsSchema = z.object({
  order_id: idSchema,
  order_code: shortTextSchema,
  currency: shortTextSchema,
  time_zone: shortTextSchema,
  /** How the viewer acts on it. */
  as: refundRoleSchema,
  /** What can be refunded at most. */
  left: z.int(),
  lines: z
    .array(
      z.object({
        id: idSchema,
        name: shortTextSchema,
        quantity: z.int(),
        /** Dishes that no earlier refund names. */
        left: z.int(),
        /** For the whole line, without its share of a voucher. */
        net: z.int(),
      }),
    )
    .check(z.maxLength(100)),
  /** Above it, an owner has to approve; null: no limit, or none for this viewer. */
  limit: z.nullable(z.int()),
  refunds: z.array(refundSchema).check(z.maxLength(100)),
});
export type OrderRefunds = z.infer<typeof orderRefundsSchema>;

const requestFields = {
  /** Exactly one of the three: whole dishes, an amount, or all that is left. */
  items: z.optional(
    z
      .array(z.object({ order_item_id: idSchema, quantity: quantitySchema }))
      .check(z.minLength(1), z.maxLength(50)),
  ),
  amount: z.optional(amountSchema),
  full: z.optional(z.literal(true)),
  reason: refundReasonSchema,
  fault: z._default(faultSchema, "unknown"),
  note: z._default(givenText(REFUND_NOTE_LENGTH), ""),
  /** Photos that the customer or the store sent in the chat about the order. */
  photo_ids: z._default(z.array(idSchema).check(z.maxLength(PHOTOS_AT_MOST)), []),
};

const hasOneKind = ({ items, amount, full }: { items?: unknown; amount?: unknown; full?: unknown }) =>
  [items, amount, full].filter((given) => given !== undefined).length === 1;
const oneKind = { error: "Give either items, or an amount, or full", path: ["items"] };

/** The body of `POST /api/orders/:id/refunds`. */
export const refundBodySchema = z.object(requestFields).check(z.refine(hasOneKind, oneKind));
export const requestRefundSchema = z
  .object({ order_id: idSchema, ...requestFields })
  .check(z.refine(hasOneKind, oneKind));
export type RequestRefund = z.output<typeof requestRefundSchema>;

export const refundAnswerSchema = z.enum(["approve", "refuse", "contest", "uphold", "reject"]);
export type RefundAnswer = z.infer<typeof refundAnswerSchema>;

const answerFields = {
  answer: refundAnswerSchema,
  note: z._default(givenText(REFUND_NOTE_LENGTH), ""),
};

/** The body of `POST /api/refunds/:id`. */
export const answerBodySchema = z.object(answerFields);
export const answerRefundSchema = z.object({ refund_id: idSchema, ...answerFields });

/** What both commands return. */
export const refundResultSchema = z.object({
  id: idSchema,
  amount: amountSchema,
  currency: shortTextSchema,
  status: refundStatusSchema,
});
export type RefundResult = z.infer<typeof refundResultSchema>;

/** A limit in minor units; null: no refund of the staff waits for an owner. */
export const setRefundLimitSchema = z.object({
  tenant_id: idSchema,
  refund_limit: z.nullable(z.int().check(z.minimum(0), z.maximum(100_000_000))),
});
