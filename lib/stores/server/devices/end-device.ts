import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type * as z from "zod/mini";
import { refuseWithout } from "@/lib/auth/server/refuse-without";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, success } from "@/lib/commands/result";
import { storeDevices } from "@/lib/db/schema/stores";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { resumedIntake } from "@/lib/stores/model/devices/pause";
import { deviceCode, endDeviceSchema } from "@/lib/stores/model/devices/schema";
import { errorText } from "@/lib/text/error-text";
import { changeIntakeIn } from "../change-intake";
import { makeRoom } from "./make-room";
import { isMissedAt, ofDevice } from "./rows";

type EndDevice = z.output<typeof endDeviceSchema>;

/**
 * Notes the end of a shift whose first heartbeat has not arrived, so that it begins none when it does. Returns false when the
 * store has no room for one more device.
 */
async function noteUnseen(
  tx: Transaction,
  { tenant_id, device_id: id, shift_id }: EndDevice & { shift_id: string },
  user_id: string,
  now: Date,
): Promise<boolean> {
  if (!(await makeRoom(tx, tenant_id, now))) return false;
  const at = { started_at: now, seen_at: now, ended_at: now };
  const state = { name: deviceCode(id), is_sound_on: false, is_visible: false, user_id };
  await tx.insert(storeDevices).values({ tenant_id, id, ...state, ...at, ended_shift_id: shift_id });
  return true;
}

/**
 * Ends a device's shift on purpose, so that nobody misses it. When the store was paused for it and no other one is missed, the
 * pause ends. Repeated, it changes nothing.
 */
export const endDeviceCommand = defineCommand({
  name: "end_device",
  scope: "orders:write",
  limit: "write",
  input: endDeviceSchema,
  authorise: ({ viewer, input }) => refuseWithout("orders", viewer, input.tenant_id),
  run: ({ viewer, input }) =>
    transaction(async (tx) => {
      let isKnown = false;
      await changeIntakeIn(tx, input.tenant_id, async ({ hours, intake }, now) => {
        const ended = await tx
          .update(storeDevices)
          .set({
            ended_at: sql`coalesce(ended_at, ${now.toISOString()}::timestamptz)`,
            // A device whose shift other staff have ended may come back with it.
            ...(input.shift_id !== undefined && { ended_shift_id: input.shift_id }),
          })
          .where(ofDevice(input))
          .returning({ id: storeDevices.id });
        const { shift_id } = input;
        const wasOn = ended.length > 0;
        isKnown =
          wasOn ||
          (shift_id !== undefined && (await noteUnseen(tx, { ...input, shift_id }, viewer.userId, now)));
        const resumed = wasOn ? resumedIntake(intake, now.getTime()) : null;
        if (resumed === null) return null;
        const [missed] = await tx
          .select({ id: storeDevices.id })
          .from(storeDevices)
          .where(and(eq(storeDevices.tenant_id, input.tenant_id), isMissedAt(now)))
          .limit(1);
        return missed === undefined ? { hours, intake: resumed } : null;
      });
      return isKnown ? success<null>(null) : failure<never>("not_found", errorText("device_gone"));
    }),
});
