import * as z from "zod/mini";
import { IF_SOLD_OUT, SOLD_OUT_CHOICES } from "@/lib/orders/model/terms";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

export const ifSoldOutSchema = z.enum(IF_SOLD_OUT);
export type IfSoldOut = z.infer<typeof ifSoldOutSchema>;

export const soldOutChoiceSchema = z.enum(SOLD_OUT_CHOICES);
export type SoldOutChoice = z.infer<typeof soldOutChoiceSchema>;

const proposalSchema = z.object({
  menu_item_id: idSchema,
  name: shortTextSchema,
  /** For the whole line, in minor units: at most what the line cost. */
  amount: z.int().check(z.nonnegative()),
  allergens: z.array(shortTextSchema).check(z.maxLength(100)),
  /** The rate of its VAT in basis points; null: not known. Older lines lack it. */
  vat_bp: z.optional(z.nullable(z.int())),
});

/** A line that the kitchen cannot make, as it was when it was marked. */
export const unavailableLineSchema = z.object({
  order_item_id: idSchema,
  name: shortTextSchema,
  quantity: z.int().check(z.positive()),
  /** What the whole line cost, in minor units. */
  amount: z.int(),
  /** The rate of its VAT in basis points; null: not known. Older lines lack it. */
  vat_bp: z.optional(z.nullable(z.int())),
  proposal: z.nullable(proposalSchema),
  answer_by: instantSchema,
  /** Null while the customer is asked. */
  choice: z.nullable(soldOutChoiceSchema),
  decided_at: z.nullable(instantSchema),
  /** When the kitchen acknowledged what was decided. Lines of before this could be done lack it. */
  acknowledged_at: z._default(z.nullable(instantSchema), null),
});
export type UnavailableLine = z.infer<typeof unavailableLineSchema>;

export const unavailableLinesSchema = z.array(unavailableLineSchema).check(z.maxLength(100));
