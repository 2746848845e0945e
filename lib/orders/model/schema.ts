import * as z from "zod/mini";
import { placeSchema } from "@/lib/geo/model/place";
import { tipSchema } from "@/lib/money/model/schema";
import { orderPaymentSchema } from "@/lib/payments/model/schema";
import { instantSchema, longTextSchema, shortTextSchema } from "@/lib/text/bounded";
import { givenText, requiredText } from "@/lib/text/given-text";
import { idSchema } from "@/lib/text/id";
import { noteSchema } from "./actions/fields";
import { RULES } from "./actions/rules";
import {
  actorKindSchema,
  decidedOrderSchema,
  entryReasonSchema,
  orderStatusSchema,
  paymentMethodSchema,
  positiveSchema,
} from "./changing-fields";
import { BOARD_DONE_LIMIT, BOARD_OPEN_LIMIT } from "./terms";
import { ifSoldOutSchema } from "./unavailable/schema";

/** The first twelve have no button, and pages offer the next two without their rules. `set_eta` is only in events. */
export const orderActionNameSchema = z.enum([
  "place",
  "expire",
  "conclude",
  "settle_unavailable",
  "assign_rider",
  "release_rider",
  "rider_at_store",
  "pick_up",
  "rider_at_door",
  "fail_delivery",
  "undo_rider_step",
  "set_eta",
  "mark_available",
  "acknowledge_lines",
  ...RULES.map((rule) => rule.name),
]);
export type OrderActionName = z.infer<typeof orderActionNameSchema>;

export const timelineEntrySchema = z.object({
  version: positiveSchema,
  at: instantSchema,
  action: orderActionNameSchema,
  from_status: z.nullable(orderStatusSchema),
  to_status: orderStatusSchema,
  actor_kind: actorKindSchema,
  actor_name: shortTextSchema,
  reason: z.nullable(entryReasonSchema),
  note: z.nullable(longTextSchema),
  minutes: z.nullable(z.int()),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;
const timelineSchema = z.array(timelineEntrySchema).check(z.maxLength(2_000));

export const orderItemSchema = z.object({
  id: idSchema,
  menu_item_id: idSchema,
  name: shortTextSchema,
  quantity: positiveSchema,
  unit_price: z.int(),
  options: z.array(z.object({ id: idSchema, name: shortTextSchema, price: z.int() })).check(z.maxLength(100)),
  allergens: z.array(shortTextSchema).check(z.maxLength(100)),
  note: longTextSchema,
  /** The rate of its VAT in basis points. Null: not known; older events lack it. */
  vat_bp: z._default(z.nullable(z.int()), null),
});
export type OrderItem = z.infer<typeof orderItemSchema>;

export const orderSummarySchema = z.extend(decidedOrderSchema, {
  id: idSchema,
  order_code: shortTextSchema,
  tenant_id: idSchema,
  tenant_slug: shortTextSchema,
  tenant_name: shortTextSchema,
  /** Older events lack the field. */
  tenant_phone: z._default(z.nullable(shortTextSchema), null),
  time_zone: shortTextSchema,
  user_id: idSchema,
  address_id: idSchema,
  delivery_fee: z.int(),
  currency: shortTextSchema,
  /** The points that it takes of the kitchen's capacity, by the menu at placing. Older events lack it. */
  points: z._default(z.nullable(z.int()), null),
  note: longTextSchema,
  /** A photo takes the place of the PIN. Older events lack it. */
  leave_at_door: z._default(z.boolean(), false),
  /** Placed by staff to hear the alarm. Older events lack it. */
  is_test: z.optional(z.boolean()),
  created_at: instantSchema,
});
export type OrderSummary = z.infer<typeof orderSummarySchema>;

/** `entries` are the action's own, or after a conflict those since the version that the person saw. */
export const changedOrderSchema = z.object({
  order: orderSummarySchema,
  entries: timelineSchema,
});
export type ChangedOrder = z.infer<typeof changedOrderSchema>;

/** As stored. Not `addressSchema`: what was stored before one of its rules was made must stay readable. */
const storedAddressSchema = z.object({
  line1: shortTextSchema,
  city: shortTextSchema,
  postal_code: shortTextSchema,
  note: longTextSchema,
});

/** As given by a customer. The last two are where the customer has put a pin, both or neither. */
export const addressSchema = z
  .object({
    line1: requiredText(120, "Enter the street and number"),
    city: requiredText(80, "Enter the city"),
    postal_code: requiredText(16, "Enter the postal code"),
    note: z._default(givenText(200), ""),
    lat: z.optional(placeSchema.shape.lat),
    lng: z.optional(placeSchema.shape.lng),
  })
  .check(
    z.refine(({ lat, lng }) => (lat === undefined) === (lng === undefined), {
      error: "lat and lng go together",
      path: ["lat"],
    }),
  );

export const pinOf = ({ lat, lng }: z.infer<typeof addressSchema>) =>
  lat === undefined || lng === undefined ? null : { lat, lng };

export const boardOrderSchema = z.extend(orderSummarySchema, {
  customer_name: shortTextSchema,
  address: storedAddressSchema,
  items: z.array(orderItemSchema).check(z.maxLength(100)),
});
export type BoardOrder = z.infer<typeof boardOrderSchema>;

const pinSchema = z.string().check(z.maxLength(4), z.regex(/^\d{4}$/));

export const orderDetailSchema = z.extend(boardOrderSchema, {
  timeline: timelineSchema,
  /** For the order's customer alone, and only while a rider is to bring it. */
  delivery_pin: z.optional(z.nullable(pinSchema)),
  /** Null: not paid by card. Absent where nobody asked for it. An order with `placed_at: null` in it waits for its payment. */
  payment: z.optional(z.nullable(orderPaymentSchema)),
});
export type OrderDetail = z.infer<typeof orderDetailSchema>;

/** Options of one dish in an order. */
export const OPTIONS_OF_LINE = 30;

export const placeOrderSchema = z.object({
  tenant_id: idSchema,
  items: z
    .array(
      z.object({
        menu_item_id: idSchema,
        quantity: z.int().check(z.minimum(1), z.maximum(99)),
        option_ids: z._default(z.array(idSchema).check(z.maxLength(OPTIONS_OF_LINE)), []),
        note: z._default(givenText(200), ""),
      }),
    )
    .check(z.minLength(1, "Choose at least one dish"), z.maxLength(50, "At most 50 lines in one order")),
  address: addressSchema,
  payment_method: paymentMethodSchema,
  note: z._default(noteSchema, ""),
  /** Default: ask. */
  if_sold_out: z.optional(ifSoldOutSchema),
  /** A rider leaves it at the door instead of asking for the PIN. Default: false. */
  leave_at_door: z.optional(z.boolean()),
  /** For whoever brings it, or for the kitchen. Default: no tip. */
  tip: z.optional(z.nullable(tipSchema)),
  /** A voucher. A code that does not count refuses the order, with the reason. */
  voucher_code: z.optional(givenText(32)),
  /** The total that the customer saw, in minor units. Another total is refused, with the new quote. */
  expected_total: z.optional(z.int()),
});
export type PlaceOrder = z.infer<typeof placeOrderSchema>;

export const boardStatsSchema = z.object({
  orders_today: z.int(),
  /** Seconds; null before the first accept of the day. */
  median_accept_seconds: z.nullable(z.number()),
});
export const boardSchema = z.object({
  orders: z.array(boardOrderSchema).check(z.maxLength(BOARD_OPEN_LIMIT + BOARD_DONE_LIMIT)),
  stats: boardStatsSchema,
});
export type Board = z.infer<typeof boardSchema>;
