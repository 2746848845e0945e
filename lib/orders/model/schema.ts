import * as z from "zod/mini";
import { storable } from "@/lib/text/storable-text";
import { ADMIN_REASONS, DELAY_MINUTES, ORDER_STATUSES, PARTNER_REASONS, PREP_MINUTES } from "./terms";

/** The concepts of an order, as they are on the wire, in the cache and on the screen. Shared with the browser. */

export const orderStatusSchema = z.enum(ORDER_STATUSES);
export type OrderStatus = z.infer<typeof orderStatusSchema>;

export const partnerReasonSchema = z.enum(PARTNER_REASONS);
export const cancelReasonSchema = z.enum([
  ...PARTNER_REASONS,
  ...ADMIN_REASONS,
  "CUSTOMER_CANCELLED",
  "PARTNER_TIMEOUT",
]);
export type CancelReason = z.infer<typeof cancelReasonSchema>;

export const prepMinutesSchema = z
  .int()
  .check(z.minimum(PREP_MINUTES.minimum), z.maximum(PREP_MINUTES.maximum));
export const delayMinutesSchema = z.literal(DELAY_MINUTES);

export const paymentMethodSchema = z.enum(["cash", "demo_card"]);
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

const noteSchema = z.string().check(z.trim(), z.maxLength(500), storable);

/** What a person may ask to be done to an order. Who may ask for what is the lifecycle's to decide. */
export const orderActionSchema = z.discriminatedUnion("name", [
  z.object({ name: z.literal("acknowledge") }),
  z.object({ name: z.literal("accept"), prep_minutes: z.optional(prepMinutesSchema) }),
  z.object({ name: z.literal("decline"), reason: partnerReasonSchema, note: z._default(noteSchema, "") }),
  z.object({
    name: z.literal("cancel"),
    reason: z.optional(z.enum([...PARTNER_REASONS, ...ADMIN_REASONS])),
    note: z._default(noteSchema, ""),
  }),
  z.object({ name: z.literal("ready") }),
  z.object({ name: z.literal("recall") }),
  z.object({ name: z.literal("delay"), minutes: delayMinutesSchema, note: z._default(noteSchema, "") }),
  z.object({ name: z.literal("hand_over") }),
  z.object({ name: z.literal("deliver") }),
]);
export type OrderAction = z.infer<typeof orderActionSchema>;

const instantSchema = z.iso.datetime();
const positiveSchema = z.int().check(z.positive());
const nullableInstant = z.nullable(instantSchema);

/** The fields that change over an order's life; an event carries all of them, so that it can be applied alone. */
export const orderChangesSchema = z.object({
  order_status: orderStatusSchema,
  version: positiveSchema,
  payment_status: paymentStatusSchema,
  accept_by: instantSchema,
  acknowledged_at: nullableInstant,
  accepted_at: nullableInstant,
  prep_minutes: z.nullable(z.int()),
  promised_at: nullableInstant,
  ready_at: nullableInstant,
  dispatched_at: nullableInstant,
  delivered_at: nullableInstant,
  cancelled_at: nullableInstant,
  cancelled_by: z.nullable(actorKindSchema),
  cancel_reason: z.nullable(cancelReasonSchema),
  cancel_note: z.nullable(z.string()),
  updated_at: instantSchema,
});
export type OrderChanges = z.infer<typeof orderChangesSchema>;

/** One line of an order's history: who, when, why. */
export const timelineEntrySchema = z.object({
  version: positiveSchema,
  at: instantSchema,
  action: orderActionNameSchema,
  from_status: z.nullable(orderStatusSchema),
  to_status: orderStatusSchema,
  actor_kind: actorKindSchema,
  actor_name: z.string(),
  reason: z.nullable(cancelReasonSchema),
  note: z.nullable(z.string()),
  minutes: z.nullable(z.int()),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

export const orderItemSchema = z.object({
  id: z.uuid(),
  menu_item_id: z.uuid(),
  name: z.string(),
  quantity: positiveSchema,
  unit_price: z.int(),
  options: z.array(z.object({ id: z.uuid(), name: z.string(), price: z.int() })),
  allergens: z.array(z.string()),
  note: z.string(),
});
export type OrderItem = z.infer<typeof orderItemSchema>;

/** The row of an order: what PATCH answers and a list shows. */
export const orderSummarySchema = z.extend(orderChangesSchema, {
  id: z.uuid(),
  order_code: z.string(),
  tenant_id: z.uuid(),
  tenant_slug: z.string(),
  tenant_name: z.string(),
  time_zone: z.string(),
  user_id: z.uuid(),
  address_id: z.uuid(),
  total_qty: positiveSchema,
  items_total: z.int(),
  delivery_fee: z.int(),
  final_amount: z.int(),
  currency: z.string(),
  payment_method: paymentMethodSchema,
  note: z.string(),
  delivery_minutes: z.int(),
  default_prep_minutes: z.int(),
  created_at: instantSchema,
});
export type OrderSummary = z.infer<typeof orderSummarySchema>;

export const addressSchema = z.object({
  line1: z
    .string()
    .check(z.trim(), z.minLength(1, "Enter the street and number"), z.maxLength(120), storable),
  city: z.string().check(z.trim(), z.minLength(1, "Enter the city"), z.maxLength(80), storable),
  postal_code: z.string().check(z.trim(), z.minLength(1, "Enter the postal code"), z.maxLength(16), storable),
  note: z._default(z.string().check(z.trim(), z.maxLength(200), storable), ""),
});
export type Address = z.infer<typeof addressSchema>;

/** An order as the partner's board shows it: summary, all items, where it goes. */
export const boardOrderSchema = z.extend(orderSummarySchema, {
  customer_name: z.string(),
  address: addressSchema,
  items: z.array(orderItemSchema),
});
export type BoardOrder = z.infer<typeof boardOrderSchema>;

/** The whole order, for its own page. */
export const orderDetailSchema = z.extend(boardOrderSchema, { timeline: z.array(timelineEntrySchema) });
export type OrderDetail = z.infer<typeof orderDetailSchema>;

/** A key chosen by the caller: the same key and request make one order, however often they arrive. */
export const idempotencyKeySchema = z
  .string()
  .check(
    z.minLength(8, "must have 8 to 200 characters"),
    z.maxLength(200, "must have 8 to 200 characters"),
    z.regex(/^[\x21-\x7e]+$/, "must be printable ASCII without spaces"),
  );

export const placeOrderSchema = z.object({
  tenant_id: z.uuid(),
  items: z
    .array(
      z.object({
        menu_item_id: z.uuid(),
        quantity: z.int().check(z.minimum(1), z.maximum(99)),
        option_ids: z._default(z.array(z.uuid()).check(z.maxLength(30)), []),
        note: z._default(z.string().check(z.trim(), z.maxLength(200), storable), ""),
      }),
    )
    .check(z.minLength(1, "Choose at least one dish"), z.maxLength(50, "At most 50 lines in one order")),
  address: addressSchema,
  payment_method: paymentMethodSchema,
  note: z._default(noteSchema, ""),
  /** What the customer was shown, in minor units; an order that would cost otherwise is refused, with the new price. */
  expected_total: z.optional(z.int()),
});
export type PlaceOrder = z.infer<typeof placeOrderSchema>;

export const boardStatsSchema = z.object({
  orders_today: z.int(),
  /** Seconds; null before the first accept of the day. */
  median_accept_seconds: z.nullable(z.number()),
});
export const boardSchema = z.object({ orders: z.array(boardOrderSchema), stats: boardStatsSchema });
export type Board = z.infer<typeof boardSchema>;
