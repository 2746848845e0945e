import * as z from "zod/mini";
import { instantSchema } from "@/lib/text/bounded";

/** The steps by which ever more people learn of an order that nobody acknowledges, after the alarm itself. */
export const escalationStepSchema = z.enum(["push", "email", "admins"]);
export type EscalationStep = z.infer<typeof escalationStepSchema>;

const countSchema = z.int().check(z.nonnegative());

/** A step that began. Its messages are counted, not people: one person may have several phones. */
export const takenStepSchema = z.object({
  step: escalationStepSchema,
  /** When the first message was sent, or else when the step began. */
  at: instantSchema,
  people: countSchema,
  sent: countSchema,
  /** Not sent yet. */
  waiting: countSchema,
  /** Left out, because the alarm was over by then. */
  over: countSchema,
});
export type TakenStep = z.infer<typeof takenStepSchema>;
