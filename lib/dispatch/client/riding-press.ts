import * as z from "zod/mini";
import {
  type Pressed as AnyPressed,
  type PressQueue as AnyQueue,
  KEPT_AT_MOST,
  type PressState,
  waitingBySubject,
} from "@/lib/commands/client/press-queue";
import { idempotencyKeySchema } from "@/lib/commands/idempotency-key";
import { failReasonSchema, tripStepSchema } from "@/lib/dispatch/model/trip";
import { vehicleSchema } from "@/lib/orders/model/delivery";
import { longTextSchema, shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

const pinSchema = z.string().check(z.maxLength(4), z.regex(/^\d{4}$/));

/** What riders press, with what the command of the same name takes. */
const ridingActionSchema = z.discriminatedUnion("name", [
  z.object({
    name: z.literal("set_shift"),
    on: z.boolean(),
    vehicle: vehicleSchema,
    /** Replaces the token for tracking in the background. */
    new_token: z.optional(z.boolean()),
  }),
  z.object({ name: z.literal("answer_offer"), offer_id: idSchema, answer: z.enum(["accept", "decline"]) }),
  z.object({
    name: z.literal("take_trip_step"),
    trip_id: idSchema,
    order_id: idSchema,
    step: tripStepSchema,
    pin: z.optional(pinSchema),
    reason: z.optional(failReasonSchema),
    note: z.optional(longTextSchema),
  }),
  z.object({ name: z.literal("leave_trip"), trip_id: idSchema, reason: shortTextSchema }),
]);
export type RidingAction = z.infer<typeof ridingActionSchema>;

/** The subject is the trip, the offer, or `SHIFT`. */
export interface Pressed extends AnyPressed {
  readonly action: RidingAction;
}
export type Press = Pressed & PressState;
export type PressQueue = AnyQueue<Press>;

export const SHIFT = "shift";

const timeSchema = z.number().check(z.nonnegative());
const countSchema = z.int().check(z.nonnegative());

/** What a reload of the page finds. */
export const ridingPressesSchema = z
  .array(
    z.object({
      key: idempotencyKeySchema,
      subject: shortTextSchema,
      action: ridingActionSchema,
      shown: countSchema,
      version: countSchema,
      pressedAt: timeSchema,
      meantAt: timeSchema,
      tries: countSchema,
      isSending: z.boolean(),
    }),
  )
  .check(z.maxLength(KEPT_AT_MOST));

/**
 * Returns the steps of a trip that its page shows as taken, though the server has not answered them. A delivery is shown so only
 * once the trip's presses wait for a signal: before, the rider stands at the door until the PIN has been checked.
 */
export function shownSteps(queue: PressQueue, tripId: string) {
  const waits = waitingBySubject(queue).has(tripId);
  return queue.flatMap(({ action }) =>
    action.name === "take_trip_step" && action.trip_id === tripId && (action.step !== "delivered" || waits)
      ? [action]
      : [],
  );
}
