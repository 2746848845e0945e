import * as z from "zod/mini";
import { instantSchema, longTextSchema } from "@/lib/text/bounded";
import { givenText } from "@/lib/text/given-text";
import { idSchema } from "@/lib/text/id";

/** Orders that a dispatcher may assign with one command. */
export const ASSIGNED_AT_ONCE = 20;

/** The body of `PUT /api/orders/:id/rider`. */
export const riderChangeSchema = z.object({
  /** Null: takes it back. */
  rider_id: z.nullable(idSchema),
  reason: z._default(givenText(200), ""),
});

/** What became of the orders of an assignment. */
export const assignmentSchema = z.object({
  /** They have the rider now, or none. */
  assigned: z.array(idSchema).check(z.maxLength(ASSIGNED_AT_ONCE)),
  /** The rider cannot take them yet, and gets them next. */
  pinned: z.array(idSchema).check(z.maxLength(ASSIGNED_AT_ONCE)),
  /** The rider has left with them, or they are over. */
  refused: z.array(idSchema).check(z.maxLength(ASSIGNED_AT_ONCE)),
});
export type Assignment = z.infer<typeof assignmentSchema>;

/** What it would mean to give an order to a rider, before somebody does so. */
export const assignmentQuoteSchema = z.object({
  is_possible: z.boolean(),
  /** Null where it is not possible. */
  door_at: z.nullable(instantSchema),
  /** Against the present plan; negative: sooner. Null where nobody is planned, or it is not possible. */
  later_minutes: z.nullable(z.int()),
  /** After the promise; 0: in time. */
  late_minutes: z.int(),
  sentence: longTextSchema,
});
export type AssignmentQuote = z.infer<typeof assignmentQuoteSchema>;

/** How many riders were asked at once. */
export const offersToAllSchema = z.object({ asked: z.int() });
export type OffersToAll = z.infer<typeof offersToAllSchema>;
