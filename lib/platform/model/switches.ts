import * as z from "zod/mini";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { requiredText } from "@/lib/text/given-text";

/** Parts of the platform that an admin can stop at once. */
export const SWITCHES = ["intake", "dispatch", "payments", "webhooks"] as const;
export const switchNameSchema = z.enum(SWITCHES);
export type SwitchName = z.infer<typeof switchNameSchema>;

export const SWITCH_REASON_LENGTH = 300;

export const setSwitchSchema = z.discriminatedUnion("is_stopped", [
  z.object({
    name: switchNameSchema,
    is_stopped: z.literal(true),
    /** Shown to everybody whom it concerns. */
    reason: requiredText(SWITCH_REASON_LENGTH),
  }),
  z.object({ name: switchNameSchema, is_stopped: z.literal(false) }),
]);

export const stoppedSwitchSchema = z.object({
  name: switchNameSchema,
  reason: shortTextSchema,
  stopped_by_name: shortTextSchema,
  since: instantSchema,
});
export type StoppedSwitch = z.infer<typeof stoppedSwitchSchema>;
