import * as z from "zod/mini";
import { placedAmounts, vatGroupsSchema } from "@/lib/money/model/schema";
import { instantSchema, longTextSchema } from "@/lib/text/bounded";
import { deliveryFields, FAIL_REASONS } from "./delivery";
import { ADMIN_REASONS, DELAY_MINUTES, ORDER_STATUSES, PARTNER_REASONS, PREP_MINUTES } from "./terms";
import { ifSoldOutSchema, unavailableLinesSchema } from "./unavailable/schema";

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

/** Why an order was cancelled, or could not be handed over. */
export const entryReasonSchema = z.enum([...cancelReasonSchema.options, ...FAIL_REASONS]);
export type EntryReason = z.infer<typeof entryReasonSchema>;

export const prepMinutesSchema = z
  .int()
  .check(z.minimum(PREP_MINUTES.minimum), z.maximum(PREP_MINUTES.maximum));
export const delayMinutesSchema = z.literal(DELAY_MINUTES);

export const paymentMethodSchema = z.enum(["cash", "demo_card", "card"]);
export const paymentStatusSchema = z.enum([
  "due_on_delivery",
  "authorized",
  "captured",
  "released",
  "refunded",
  "partially_refunded",
]);

export const actorKindSchema = z.enum(["customer", "partner", "rider", "admin", "system"]);
export type ActorKind = z.infer<typeof actorKindSchema>;

const nullableInstant = z.nullable(instantSchema);
export const positiveSchema = z.int().check(z.positive());

/** The earliest time at which a question to the customer ends; null: nothing is asked. */
const answerBySchema = nullableInstant;

/** An event carries all of these fields, so it can be applied without earlier ones. */
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
  cancel_note: z.nullable(longTextSchema),
  // Events of a process from before dishes could be sold out lack the fields below, and leave them as they were.
  unavailable: z.exactOptional(unavailableLinesSchema),
  answer_by: z.exactOptional(answerBySchema),
  refunded_amount: z.exactOptional(z.int()),
  total_qty: z.exactOptional(positiveSchema),
  items_total: z.exactOptional(z.int()),
  final_amount: z.exactOptional(z.int()),
  // Events of a process from before there was VAT lack these, likewise.
  discount: z.exactOptional(z.int()),
  vat: z.exactOptional(vatGroupsSchema),
  // Events of a process from before there were riders lack these, likewise.
  delivery_by: z.exactOptional(deliveryFields.delivery_by),
  rider_id: z.exactOptional(deliveryFields.rider_id),
  rider_name: z.exactOptional(deliveryFields.rider_name),
  rider_vehicle: z.exactOptional(deliveryFields.rider_vehicle),
  rider_state: z.exactOptional(deliveryFields.rider_state),
  eta_from: z.exactOptional(deliveryFields.eta_from),
  eta_to: z.exactOptional(deliveryFields.eta_to),
  trip_id: z.exactOptional(deliveryFields.trip_id),
  updated_at: instantSchema,
});
export type OrderChanges = z.infer<typeof orderChangesSchema>;

export const decidedOrderSchema = z.extend(orderChangesSchema, {
  // A new order of such a process lacks these.
  delivery_by: z._default(deliveryFields.delivery_by, "store"),
  rider_id: z._default(deliveryFields.rider_id, null),
  rider_name: z._default(deliveryFields.rider_name, null),
  rider_vehicle: z._default(deliveryFields.rider_vehicle, null),
  rider_state: z._default(deliveryFields.rider_state, "none"),
  eta_from: z._default(deliveryFields.eta_from, null),
  eta_to: z._default(deliveryFields.eta_to, null),
  trip_id: z._default(deliveryFields.trip_id, null),
  if_sold_out: z._default(ifSoldOutSchema, "ask"),
  unavailable: z._default(unavailableLinesSchema, []),
  answer_by: z._default(answerBySchema, null),
  refunded_amount: z._default(z.int(), 0),
  total_qty: positiveSchema,
  items_total: z.int(),
  final_amount: z.int(),
  discount: z._default(z.int(), 0),
  vat: z._default(vatGroupsSchema, []),
  ...placedAmounts,
  payment_method: paymentMethodSchema,
  created_at: instantSchema,
  delivery_minutes: z.int(),
  default_prep_minutes: z.int(),
});
export type DecidedOrder = z.infer<typeof decidedOrderSchema>;

export function changesOf(order: OrderChanges): OrderChanges {
  return orderChangesSchema.parse(order);
}
