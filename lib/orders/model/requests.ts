import * as z from "zod";
import { fields } from "./actions/fields";
import { type OrderAction, orderActionSchema } from "./actions/schema";
import { delayMinutesSchema, prepMinutesSchema } from "./changing-fields";
import { ADMIN_REASONS, ORDER_STATUSES, PARTNER_REASONS } from "./terms";

const versionSchema = z.number().int().positive().optional();

export const statusChangeSchema = z.object({
  /** Checked by `actionFor`: the contract defines the error message. */
  order_status: z.unknown(),
  prep_minutes: z.optional(prepMinutesSchema),
  /** With `Preparing`: true marks the food as ready, false takes that back. */
  ready: z.boolean().optional(),
  delay_minutes: z.optional(delayMinutesSchema),
  reason: z.enum([...PARTNER_REASONS, ...ADMIN_REASONS]).optional(),
  note: fields.note,
  /** The version the caller saw; another one is a conflict. */
  version: versionSchema,
});
export type StatusChange = z.infer<typeof statusChangeSchema>;

export const orderActionRequestSchema = z.intersection(
  orderActionSchema,
  z.object({ version: versionSchema }),
);

const NOTE_OF_PROGRAMS = "Cancelled through the API";

/** Returns `unreachable` when no action leads to the status, null when it does not exist. */
export function actionFor(change: StatusChange): OrderAction | "unreachable" | null {
  switch (change.order_status) {
    case "Order Received":
      return "unreachable";
    case "Preparing":
      if (change.delay_minutes !== undefined)
        return { name: "delay", minutes: change.delay_minutes, note: change.note };
      if (change.ready !== undefined) return { name: change.ready ? "ready" : "recall" };
      return { name: "accept", prep_minutes: change.prep_minutes };
    case "Out for Delivery":
      return { name: "hand_over" };
    case "Delivered":
      return { name: "deliver" };
    case "Cancelled":
      if (change.reason === undefined)
        return { name: "cancel", reason: "OTHER", note: change.note || NOTE_OF_PROGRAMS };
      return { name: "cancel", reason: change.reason, note: change.note };
    default:
      return null;
  }
}

export const STATUS_LIST = ORDER_STATUSES.join(", ");

export const pageSchema = z.object({
  /** Staff otherwise get the orders of their stores. */
  mine: z.literal("true").optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
  cursor: z.string().max(200).optional(),
});
