import * as z from "zod";

/** The concepts of an order, as they are on the wire, in the cache and on the screen. Shared with the browser. */

export const ORDER_STATUSES = [
  "Order Received",
  "Preparing",
  "Out for Delivery",
  "Delivered",
  "Cancelled",
] as const;
export const orderStatusSchema = z.enum(ORDER_STATUSES);
export type OrderStatus = z.infer<typeof orderStatusSchema>;

/** Why a partner declines or cancels. OTHER and CANNOT_COMPLETE_NOTE need a text. */
export const PARTNER_REASONS = [
  "OUT_OF_ITEMS",
  "TOO_BUSY",
  "CLOSED",
  "CANNOT_COMPLETE_NOTE",
  "OTHER",
] as const;
export const partnerReasonSchema = z.enum(PARTNER_REASONS);
export const ADMIN_REASONS = ["CUSTOMER_UNREACHABLE", "DELIVERY_FAILED"] as const;
export const cancelReasonSchema = z.enum([
  ...PARTNER_REASONS,
  ...ADMIN_REASONS,
  "CUSTOMER_CANCELLED",
  "PARTNER_TIMEOUT",
]);
export type CancelReason = z.infer<typeof cancelReasonSchema>;

export const PREP_MINUTES = { minimum: 5, maximum: 120, step: 5 } as const;
export const prepMinutesSchema = z.number().int().min(PREP_MINUTES.minimum).max(PREP_MINUTES.maximum);
export const DELAY_MINUTES = [5, 10, 20] as const;
export const delayMinutesSchema = z.literal(DELAY_MINUTES);

export const paymentMethodSchema = z.enum(["cash", "demo_card"]);
export type PaymentMethod = z.infer<typeof paymentMethodSchema>;
export const paymentStatusSchema = z.enum([
  "due_on_delivery",
  "authorized",
  "captured",
  "released",
  "refunded",
]);
export type PaymentStatus = z.infer<typeof paymentStatusSchema>;

export const actorKindSchema = z.enum(["customer", "partner", "admin", "system"]);
export type ActorKind = z.infer<typeof actorKindSchema>;

export const orderActionNameSchema = z.enum([
  "place",
  "acknowledge",
  "accept",
  "decline",
  "cancel",
  "ready",
  "recall",
  "delay",
  "hand_over",
  "deliver",
  "expire",
]);
export type OrderActionName = z.infer<typeof orderActionNameSchema>;

const noteSchema = z.string().trim().max(500);

/** What a person may ask to be done to an order. Who may ask for what is the lifecycle's to decide. */
export const orderActionSchema = z.discriminatedUnion("name", [
  z.object({ name: z.literal("acknowledge") }),
  z.object({ name: z.literal("accept"), prep_minutes: prepMinutesSchema.optional() }),
  z.object({ name: z.literal("decline"), reason: partnerReasonSchema, note: noteSchema.default("") }),
  z.object({
    name: z.literal("cancel"),
    reason: z.enum([...PARTNER_REASONS, ...ADMIN_REASONS]).optional(),
    note: noteSchema.default(""),
  }),
  z.object({ name: z.literal("ready") }),
  z.object({ name: z.literal("recall") }),
  z.object({ name: z.literal("delay"), minutes: delayMinutesSchema, note: noteSchema.default("") }),
  z.object({ name: z.literal("hand_over") }),
  z.object({ name: z.literal("deliver") }),
]);
export type OrderAction = z.infer<typeof orderActionSchema>;

const instantSchema = z.iso.datetime();
const nullableInstant = instantSchema.nullable();

/** The fields that change over an order's life; an event carries all of them, so that it can be applied alone. */
export const orderChangesSchema = z.object({
  order_status: orderStatusSchema,
  version: z.number().int().positive(),
  payment_status: paymentStatusSchema,
  accept_by: instantSchema,
  acknowledged_at: nullableInstant,
  accepted_at: nullableInstant,
  prep_minutes: z.number().int().nullable(),
  promised_at: nullableInstant,
  ready_at: nullableInstant,
  dispatched_at: nullableInstant,
  delivered_at: nullableInstant,
  cancelled_at: nullableInstant,
  cancelled_by: actorKindSchema.nullable(),
  cancel_reason: cancelReasonSchema.nullable(),
  cancel_note: z.string().nullable(),
  updated_at: instantSchema,
});
export type OrderChanges = z.infer<typeof orderChangesSchema>;

/** One line of an order's history: who, when, why. */
export const timelineEntrySchema = z.object({
  version: z.number().int().positive(),
  at: instantSchema,
  action: orderActionNameSchema,
  from_status: orderStatusSchema.nullable(),
  to_status: orderStatusSchema,
  actor_kind: actorKindSchema,
  actor_name: z.string(),
  reason: cancelReasonSchema.nullable(),
  note: z.string().nullable(),
  minutes: z.number().int().nullable(),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

export const orderItemSchema = z.object({
  id: z.uuid(),
  menu_item_id: z.uuid(),
  name: z.string(),
  quantity: z.number().int().positive(),
  unit_price: z.number().int(),
  options: z.array(z.object({ id: z.uuid(), name: z.string(), price: z.number().int() })),
  allergens: z.array(z.string()),
  note: z.string(),
});
export type OrderItem = z.infer<typeof orderItemSchema>;

/** The row of an order: what PATCH answers and a list shows. */
export const orderSummarySchema = orderChangesSchema.extend({
  id: z.uuid(),
  order_code: z.string(),
  tenant_id: z.uuid(),
  tenant_slug: z.string(),
  tenant_name: z.string(),
  time_zone: z.string(),
  user_id: z.uuid(),
  address_id: z.uuid(),
  total_qty: z.number().int().positive(),
  items_total: z.number().int(),
  delivery_fee: z.number().int(),
  final_amount: z.number().int(),
  currency: z.string(),
  payment_method: paymentMethodSchema,
  note: z.string(),
  delivery_minutes: z.number().int(),
  default_prep_minutes: z.number().int(),
  created_at: instantSchema,
});
export type OrderSummary = z.infer<typeof orderSummarySchema>;

export const addressSchema = z.object({
  line1: z.string().trim().min(1, "Enter the street and number").max(120),
  city: z.string().trim().min(1, "Enter the city").max(80),
  postal_code: z.string().trim().min(1, "Enter the postal code").max(16),
  note: z.string().trim().max(200).default(""),
});
export type Address = z.infer<typeof addressSchema>;

/** An order as the partner's board shows it: summary, all items, where it goes. */
export const boardOrderSchema = orderSummarySchema.extend({
  customer_name: z.string(),
  address: addressSchema,
  items: z.array(orderItemSchema),
});
export type BoardOrder = z.infer<typeof boardOrderSchema>;

/** The whole order, for its own page. */
export const orderDetailSchema = boardOrderSchema.extend({ timeline: z.array(timelineEntrySchema) });
export type OrderDetail = z.infer<typeof orderDetailSchema>;

/** A key chosen by the caller: the same key and request make one order, however often they arrive. */
export const idempotencyKeySchema = z
  .string()
  .min(8, "must have 8 to 200 characters")
  .max(200, "must have 8 to 200 characters")
  .regex(/^[\x21-\x7e]+$/, "must be printable ASCII without spaces");

export const placeOrderSchema = z.object({
  tenant_id: z.uuid(),
  items: z
    .array(
      z.object({
        menu_item_id: z.uuid(),
        quantity: z.number().int().min(1).max(99),
        option_ids: z.array(z.uuid()).max(30).default([]),
        note: z.string().trim().max(200).default(""),
      }),
    )
    .min(1, "Choose at least one dish")
    .max(50, "At most 50 lines in one order"),
  address: addressSchema,
  payment_method: paymentMethodSchema,
  note: z.string().trim().max(500).default(""),
  /** What the customer was shown, in minor units; an order that would cost otherwise is refused, with the new price. */
  expected_total: z.number().int().optional(),
});
export type PlaceOrder = z.infer<typeof placeOrderSchema>;

export const boardStatsSchema = z.object({
  orders_today: z.number().int(),
  /** Seconds; null before the first accept of the day. */
  median_accept_seconds: z.number().nullable(),
});
export const boardSchema = z.object({ orders: z.array(boardOrderSchema), stats: boardStatsSchema });
export type Board = z.infer<typeof boardSchema>;
