import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, success } from "@/lib/commands/result";
import { storeDevices } from "@/lib/db/schema/stores";
import { transaction } from "@/lib/db/transaction";
import { resumedIntake } from "@/lib/stores/model/devices/pause";
import { endDeviceSchema } from "@/lib/stores/model/devices/schema";
import { errorText } from "@/lib/text/error-text";
import { changeIntakeIn, refuseOthers } from "../change-intake";
import { isMissedAt, ofDevice } from "./rows";

/**
 * Ends a device's shift on purpose, so that nobody misses it. When the store was paused for it and no other one is missed, the
 * pause ends. Repeated, it changes nothing.
 */
export const endDeviceCommand = defineCommand({
  name: "end_device",
  scope: "orders:write",
  limit: "write",
  input: endDeviceSchema,
  authorise: ({ viewer, input }) => refuseOthers(viewer, input.tenant_id),
  run: ({ input }) =>
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
        isKnown = ended.length > 0;
        const resumed = isKnown ? resumedIntake(intake, now.getTime()) : null;
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
