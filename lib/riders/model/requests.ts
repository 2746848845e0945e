import * as z from "zod/mini";
import { mailAddressSchema } from "@/lib/invitations/model/schema";
import { vehicleSchema } from "@/lib/orders/model/delivery";
import { instantSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";
import { pointSchema } from "./position";

/** A shift without an end of its own lasts so long. */
export const SHIFT_HOURS = 8;
export const SHIFT_HOURS_AT_MOST = 16;
/** A shift without a trip ends by itself so long after its end. */
export const OVERRUN_HOURS = 2;

export const setShiftSchema = z.object({
  on: z.boolean(),
  /** Default: the one of the last shift. */
  vehicle: z.optional(vehicleSchema),
  /** When the rider wants to stop, at most 16 hours from now. Default: 8 hours from now, or as it was. */
  ends_at: z.optional(instantSchema),
  /** Replaces the tracking token of a shift that is on already. */
  new_token: z.optional(z.boolean()),
});
export type SetShift = z.infer<typeof setShiftSchema>;

export const shiftAnswerSchema = z.object({
  on: z.boolean(),
  vehicle: vehicleSchema,
  /** Null: off shift. */
  started_at: z.nullable(instantSchema),
  ends_at: z.nullable(instantSchema),
  /** With the start of a shift or `new_token`, and never again. */
  tracking_token: z.nullable(z.string().check(z.maxLength(100))),
});
export type ShiftAnswer = z.infer<typeof shiftAnswerSchema>;

export const POINTS_AT_MOST = 60;

export const reportPositionsSchema = z.object({
  points: z.array(pointSchema).check(z.minLength(1), z.maxLength(POINTS_AT_MOST)),
  /** Of the phone (percent), where the sender knows it: a low one is asked for fewer uploads. */
  battery: z.optional(z.number().check(z.minimum(0), z.maximum(100))),
});

export const positionsAnswerSchema = z.object({ accepted: z.int(), next_in_ms: z.int() });
export type PositionsAnswer = z.infer<typeof positionsAnswerSchema>;

export const setLeaderboardSchema = z.object({ on: z.boolean() });

/** Null: the platform's fleet. */
const fleet = { tenant_id: z.nullable(idSchema) };
export const inviteRiderSchema = z.object({ ...fleet, email: mailAddressSchema });
export const removeRiderSchema = z.object({ rider_id: idSchema });
