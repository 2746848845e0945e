import "server-only";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type * as z from "zod/mini";
import { refuseWithout } from "@/lib/auth/server/refuse-without";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, success } from "@/lib/commands/result";
import { queryable } from "@/lib/db/client";
import { storeDevices } from "@/lib/db/schema/stores";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { resumedIntake } from "@/lib/stores/model/devices/pause";
import {
  DEVICES_AT_MOST,
  deviceHeartbeatSchema,
  type HeartbeatAnswer,
} from "@/lib/stores/model/devices/schema";
import { freshMs, heartbeatMs } from "@/lib/stores/model/devices/watch";
import { errorText } from "@/lib/text/error-text";
import { changeIntakeIn } from "../change-intake";
import { makeRoom } from "./make-room";
import { hasNotEnded, ofDevice, silenceMs } from "./rows";

type Heartbeat = z.output<typeof deviceHeartbeatSchema>;

const stateOf = ({ name, is_sound_on, is_visible }: Heartbeat, userId: string) => ({
  name,
  is_sound_on,
  is_visible,
  user_id: userId,
});

/**
 * Notes the contact of a device that has been in contact lately, in one statement. Returns false for another one. The watch
 * locks the rows before it pauses, so a device that is noted here is not lost, and there is no pause to end.
 */
async function noteContact(heartbeat: Heartbeat, userId: string): Promise<boolean> {
  const db = await queryable();
  const now = new Date();
  const noted = await db
    .update(storeDevices)
    .set({ ...stateOf(heartbeat, userId), seen_at: now })
    .where(
      and(
        ofDevice(heartbeat),
        isNull(storeDevices.ended_at),
        hasNotEnded(heartbeat.shift_id),
        gt(storeDevices.seen_at, new Date(now.getTime() - freshMs(silenceMs()))),
      ),
    )
    .returning({ id: storeDevices.id });
  return noted.length > 0;
}

async function isOver(tx: Transaction, heartbeat: Heartbeat): Promise<boolean> {
  if (heartbeat.shift_id === undefined) return false;
  const [ended] = await tx
    .select({ id: storeDevices.id })
    .from(storeDevices)
    .where(and(ofDevice(heartbeat), eq(storeDevices.ended_shift_id, heartbeat.shift_id)));
  return ended !== undefined;
}

type Contact = "made" | "over" | "full";

/** `over`: the device has ended this shift. `full`: the store has too many devices. */
async function beginContact(
  tx: Transaction,
  heartbeat: Heartbeat,
  userId: string,
  now: Date,
): Promise<Contact> {
  if (await isOver(tx, heartbeat)) return "over";
  const state = { ...stateOf(heartbeat, userId), seen_at: now };
  const [known] = await tx
    .update(storeDevices)
    // An ended shift begins anew, a lost one goes on.
    .set({
      ...state,
      started_at: sql`case when ended_at is null then started_at else ${now.toISOString()}::timestamptz end`,
      ended_at: null,
    })
    .where(ofDevice(heartbeat))
    .returning({ id: storeDevices.id });
  if (known !== undefined) return "made";
  if (!(await makeRoom(tx, heartbeat.tenant_id, now))) return "full";
  await tx
    .insert(storeDevices)
    .values({ tenant_id: heartbeat.tenant_id, id: heartbeat.device_id, ...state, started_at: now });
  return "made";
}

/** A repeated one is one more contact, and one that comes after the end of its shift is none. A device that was lost, or is new, ends the pause that its absence has caused. */
export const deviceHeartbeatCommand = defineCommand({
  name: "device_heartbeat",
  scope: "orders:write",
  limit: "presence",
  isRecorded: false,
  input: deviceHeartbeatSchema,
  authorise: ({ viewer, input }) => refuseWithout("orders", viewer, input.tenant_id),
  run: async ({ viewer: { userId }, input }) => {
    const answer = success<HeartbeatAnswer>({ next_in_ms: heartbeatMs(silenceMs()) });
    if (await noteContact(input, userId)) return answer;
    return transaction(async (tx) => {
      let isFull = false;
      const store = await changeIntakeIn(tx, input.tenant_id, async ({ hours, intake }, now) => {
        const contact = await beginContact(tx, input, userId, now);
        isFull = contact === "full";
        const resumed = contact === "made" ? resumedIntake(intake, now.getTime()) : null;
        return resumed === null ? null : { hours, intake: resumed };
      });
      if (store === null) return failure<never>("not_found", errorText("tenant_not_found"));
      if (isFull)
        return failure<never>("conflict", errorText("too_many_devices", { limit: DEVICES_AT_MOST }));
      return answer;
    });
  },
});
