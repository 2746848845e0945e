import * as z from "zod/mini";
import { instantSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

export const personalExportSchema = z.object({
  id: idSchema,
  asked_at: instantSchema,
  /** Null: it is being built. */
  ready_at: z.nullable(instantSchema),
  expires_at: instantSchema,
});
export type PersonalExport = z.infer<typeof personalExportSchema>;

export const consentSchema = z.object({
  is_given: z.boolean(),
  /** Null: it was never changed. */
  changed_at: z.nullable(instantSchema),
});
export type Consent = z.infer<typeof consentSchema>;
