import * as z from "zod/mini";
import { instantSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

/** Days for which an archive can be downloaded. */
export const EXPORT_DAYS = 7;
/** An archive is built once in this time. */
export const EXPORT_AGAIN_HOURS = 1;

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
