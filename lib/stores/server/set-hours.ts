import "server-only";
import * as z from "zod/mini";
import { refuseWithout } from "@/lib/auth/server/refuse-without";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, type Result } from "@/lib/commands/result";
import { keptHours } from "@/lib/stores/model/hours/kept";
import { mergeHours } from "@/lib/stores/model/hours/merge";
import { type Hours, hoursSchema } from "@/lib/stores/model/hours/schema";
import type { ChangedIntake } from "@/lib/stores/model/status/schema";
import { idSchema } from "@/lib/text/id";
import { stateText } from "@/lib/text/state-text";
import { changeIntake } from "./change-intake";

/** `before` is what the person saw: what somebody else changed meanwhile on other days stays, and on the same day is told. */
export const setStoreHoursCommand = defineCommand({
  name: "set_store_hours",
  scope: null,
  limit: "write",
  input: z.object({ tenant_id: idSchema, hours: hoursSchema, before: hoursSchema }),
  authorise: ({ viewer, input }) => refuseWithout("hours", viewer, input.tenant_id),
  run: async ({ input: { tenant_id, hours, before } }): Promise<Result<ChangedIntake, Hours>> => {
    let isContested = false;
    const result = await changeIntake(tenant_id, ({ intake, time_zone, hours: theirs }, now) => {
      const merged = mergeHours(before, hours, theirs);
      // Joined, two lists of dates may be too many.
      isContested = merged.contested.length > 0 || !hoursSchema.safeParse(merged.hours).success;
      if (isContested) return null;
      return {
        hours: keptHours(merged.hours, time_zone, now.getTime()),
        intake: { ...intake, version: intake.version + 1 },
      };
    });
    if (!result.ok || !isContested) return result;
    return failure("conflict", stateText("someone_first.hours"), { current: result.data.hours });
  },
});
