import * as z from "zod/mini";
import {
  delayMinutesSchema,
  partnerReasonSchema,
  prepMinutesSchema,
} from "@/lib/orders/model/changing-fields";
import { ADMIN_REASONS, PARTNER_REASONS } from "@/lib/orders/model/terms";
import { storable } from "@/lib/text/storable-text";

export const noteSchema = z.string().check(z.trim(), z.maxLength(500), storable);

/** The fields that an action's input may be made of. Actions get them handed in, so that pages load no parser. */
export const fields = {
  prepMinutes: z.optional(prepMinutesSchema),
  delayMinutes: delayMinutesSchema,
  partnerReason: partnerReasonSchema,
  reason: z.optional(z.enum([...PARTNER_REASONS, ...ADMIN_REASONS])),
  note: z._default(noteSchema, ""),
};
export type Fields = typeof fields;
