import * as z from "zod/mini";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { requiredText } from "@/lib/text/given-text";

/** Parts of the platform that an admin may want to stop at once: the names that are stored and published. */
const SWITCHES = ["intake", "dispatch", "payments", "webhooks"] as const;

/** Those that stop something. A switch that nothing asks would say that a part is stopped which runs on. */
export const OFFERED_SWITCHES = [
  "intake",
  "dispatch",
  "payments",
] as const satisfies readonly (typeof SWITCHES)[number][];
export type OfferedSwitch = (typeof OFFERED_SWITCHES)[number];
const offeredSwitchSchema = z.enum(OFFERED_SWITCHES);

export const switchNameSchema = z.enum(SWITCHES);
export type SwitchName = z.infer<typeof switchNameSchema>;

export const SWITCH_REASON_LENGTH = 300;

export const setSwitchSchema = z.discriminatedUnion("is_stopped", [
  z.object({
    name: offeredSwitchSchema,
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
