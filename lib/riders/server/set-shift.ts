import "server-only";
import { eq } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { riderShifts, riders } from "@/lib/db/schema/riders";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { vehicleSchema } from "@/lib/orders/model/delivery";
import {
  type SetShift,
  SHIFT_HOURS,
  SHIFT_HOURS_AT_MOST,
  type ShiftAnswer,
  setShiftSchema,
} from "@/lib/riders/model/requests";
import { errorText } from "@/lib/text/error-text";
import { publishRiderChanged } from "./fleet-news";
import { endShift, hasOpenTrip, lockOpenShift, lockRider } from "./shift-rows";
import { newTrackingToken } from "./tracking-token";

const HOUR_MS = 3_600_000;

type Rider = typeof riders.$inferSelect;

/** Undefined when it is not a time in the next 16 hours. */
function endOf(given: string | undefined, before: Date | null, now: number): Date | undefined {
  if (given === undefined) return before ?? new Date(now + SHIFT_HOURS * HOUR_MS);
  const end = Date.parse(given);
  return end > now && end <= now + SHIFT_HOURS_AT_MOST * HOUR_MS ? new Date(end) : undefined;
}

async function goOn(tx: Transaction, rider: Rider, input: SetShift): Promise<Result<ShiftAnswer, never>> {
  const now = Date.now();
  const open = await lockOpenShift(tx, rider.id);
  const ends = endOf(input.ends_at, open?.ends_at ?? null, now);
  if (ends === undefined)
    return failure<never>("invalid", errorText("riders.shift_end", { hours: SHIFT_HOURS_AT_MOST }));
  const vehicle = vehicleSchema.parse(input.vehicle ?? open?.vehicle ?? rider.vehicle);
  const token = open === undefined || input.new_token === true ? newTrackingToken() : null;
  const started = open?.started_at ?? new Date(now);
  const changes = { vehicle, ends_at: ends, ...(token !== null && { tracking_token_hash: token.hash }) };
  if (open !== undefined) await tx.update(riderShifts).set(changes).where(eq(riderShifts.id, open.id));
  else {
    const { hash } = token ?? newTrackingToken();
    const row = { id: newId(), rider_id: rider.id, started_at: started };
    await tx.insert(riderShifts).values({ ...row, ...changes, tracking_token_hash: hash });
  }
  await tx.update(riders).set({ vehicle }).where(eq(riders.id, rider.id));
  publishRiderChanged(tx, rider.tenant_id, rider.id);
  return success({
    on: true,
    vehicle,
    started_at: started.toISOString(),
    ends_at: ends.toISOString(),
    tracking_token: token?.secret ?? null,
  });
}

async function goOff(tx: Transaction, rider: Rider, input: SetShift): Promise<Result<ShiftAnswer, never>> {
  const open = await lockOpenShift(tx, rider.id);
  if (open !== undefined && (await hasOpenTrip(tx, rider.id)))
    return failure<never>("conflict", errorText("riders.trip_open"));
  const vehicle = vehicleSchema.parse(input.vehicle ?? rider.vehicle);
  await tx.update(riders).set({ vehicle }).where(eq(riders.id, rider.id));
  await endShift(tx, rider);
  return success({ on: false, vehicle, started_at: null, ends_at: null, tracking_token: null });
}

/**
 * Begins, changes or ends the rider's own shift. Asking for the shift as it is changes nothing; the tracking token is told only
 * with the start, so a start whose answer was lost needs `new_token`. A shift with an open trip does not end.
 */
export const setShiftCommand = defineCommand({
  name: "set_shift",
  scope: "orders:write",
  limit: "write",
  input: setShiftSchema,
  authorise: ({ viewer }) =>
    viewer.riderFleet === null ? failure<never>("forbidden", errorText("riders.only")) : null,
  run: ({ viewer: { userId }, input }) =>
    transaction<Result<ShiftAnswer, never>>(async (tx) => {
      const rider = await lockRider(tx, userId);
      if (rider === undefined) return failure<never>("forbidden", errorText("riders.only"));
      return input.on ? goOn(tx, rider, input) : goOff(tx, rider, input);
    }),
});
