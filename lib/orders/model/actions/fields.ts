import * as z from "zod/mini";
import {
  delayMinutesSchema,
  partnerReasonSchema,
  prepMinutesSchema,
} from "@/lib/orders/model/changing-fields";
import { FAIL_REASONS, vehicleSchema } from "@/lib/orders/model/delivery";
import { ADMIN_REASONS, PARTNER_REASONS } from "@/lib/orders/model/terms";
import { soldOutChoiceSchema } from "@/lib/orders/model/unavailable/schema";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { givenText } from "@/lib/text/given-text";
import { idSchema } from "@/lib/text/id";

export const noteSchema = givenText(500);

/** Actions get the fields as an argument instead of an import, so that pages bundle no parser. */
export const fields = {
  prepMinutes: z.optional(prepMinutesSchema),
  delayMinutes: delayMinutesSchema,
  partnerReason: partnerReasonSchema,
  reason: z.optional(z.enum([...PARTNER_REASONS, ...ADMIN_REASONS])),
  note: z._default(noteSchema, ""),
  unavailableItems: z
    .array(z.object({ order_item_id: idSchema, proposal: z.nullable(idSchema) }))
    .check(z.minLength(1), z.maxLength(100)),
  lineIds: z.array(idSchema).check(z.minLength(1), z.maxLength(100)),
  choices: z
    .array(z.object({ order_item_id: idSchema, choice: soldOutChoiceSchema }))
    .check(z.minLength(1), z.maxLength(100)),
  rider: z.object({ id: idSchema, name: shortTextSchema, vehicle: vehicleSchema }),
  id: idSchema,
  estimate: z.nullable(instantSchema),
  failReason: z.enum(FAIL_REASONS),
};
export type Fields = typeof fields;
