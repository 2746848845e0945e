import * as z from "zod/mini";
import {
  delayMinutesSchema,
  partnerReasonSchema,
  prepMinutesSchema,
} from "@/lib/orders/model/changing-fields";
import { ADMIN_REASONS, PARTNER_REASONS } from "@/lib/orders/model/terms";
import { givenText } from "@/lib/text/given-text";

export const noteSchema = givenText(500);

/** Actions get the fields as an argument instead of an import, so that pages bundle no parser. */
export const fields = {
  prepMinutes: z.optional(prepMinutesSchema),
  delayMinutes: delayMinutesSchema,
  partnerReason: partnerReasonSchema,
  reason: z.optional(z.enum([...PARTNER_REASONS, ...ADMIN_REASONS])),
  note: z._default(noteSchema, ""),
};
export type Fields = typeof fields;
