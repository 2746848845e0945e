import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import { broadcastChannel } from "@/lib/auth/model/channels";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, success } from "@/lib/commands/result";
import type { Queryable } from "@/lib/db/client";
import { platformSwitches } from "@/lib/db/schema/broadcasts";
import { transaction } from "@/lib/db/transaction";
import { toWire } from "@/lib/db/wire";
import { platformSwitch } from "@/lib/platform/model/switch-event";
import {
  type StoppedSwitch,
  type SwitchName,
  setSwitchSchema,
  stoppedSwitchSchema,
} from "@/lib/platform/model/switches";
import { publish } from "@/lib/realtime/publish/publish";
import { errorText } from "@/lib/text/error-text";
import { recordAudit } from "./audit";

/** Returns the parts that are stopped. A part that is not in the list runs. */
export async function readSwitches(db: Queryable): Promise<StoppedSwitch[]> {
  const rows = await db.select().from(platformSwitches).orderBy(asc(platformSwitches.name));
  return rows.map((row) => toWire(stoppedSwitchSchema, row));
}

/** The reason for which a part is stopped, as a column of another query, so that it costs no round trip. Null: it runs. */
export const stopReason = (name: SwitchName) =>
  sql<
    string | null
  >`(select ${platformSwitches.reason} from ${platformSwitches} where ${platformSwitches.name} = ${name})`;

/** Stopping what is stopped gives it the new reason, and keeps since when; starting what runs changes nothing. */
export const setSwitchCommand = defineCommand({
  name: "set_switch",
  scope: null,
  limit: "write",
  input: setSwitchSchema,
  authorise: ({ viewer }) => (viewer.isAdmin ? null : failure<never>("forbidden", errorText("admins_only"))),
  run: ({ viewer, input }) =>
    transaction(async (tx) => {
      const now = new Date();
      const { name, is_stopped } = input;
      const reason = input.is_stopped ? input.reason : null;
      const changed = input.is_stopped
        ? await tx
            .insert(platformSwitches)
            .values({
              name,
              reason: input.reason,
              stopped_by: viewer.userId,
              stopped_by_name: viewer.name,
              since: now,
            })
            .onConflictDoUpdate({
              target: platformSwitches.name,
              set: { reason: input.reason, stopped_by: viewer.userId, stopped_by_name: viewer.name },
            })
            .returning({ since: platformSwitches.since })
        : await tx
            .delete(platformSwitches)
            .where(eq(platformSwitches.name, name))
            .returning({ since: platformSwitches.since });
      const [row] = changed;
      if (row === undefined) return success(null);
      await recordAudit(tx, {
        actor: { id: viewer.userId, name: viewer.name },
        action: is_stopped ? "stop_switch" : "start_switch",
        target: { kind: "switch", id: name },
        reason,
      });
      publish(tx, [
        {
          channel: broadcastChannel.name(),
          event: platformSwitch,
          data: {
            name,
            is_stopped,
            reason,
            since: is_stopped ? row.since.toISOString() : null,
            timestamp: now.toISOString(),
          },
        },
      ]);
      return success(null);
    }),
});
