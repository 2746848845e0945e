import "server-only";
import * as z from "zod/mini";
import { defineCommand } from "@/lib/commands/define-command";
import { keptHours } from "@/lib/stores/model/hours/kept";
import { hoursSchema } from "@/lib/stores/model/hours/schema";
import { idSchema } from "@/lib/text/id";
import { changeIntake, refuseOthers } from "./change-intake";

export const setStoreHoursCommand = defineCommand({
  name: "set_store_hours",
  scope: null,
  limit: "write",
  input: z.object({ tenant_id: idSchema, hours: hoursSchema }),
  authorise: ({ viewer, input }) => refuseOthers(viewer, input.tenant_id),
  run: ({ input: { tenant_id, hours } }) =>
    changeIntake(tenant_id, ({ intake, time_zone }, now) => ({
      hours: keptHours(hours, time_zone, now.getTime()),
      intake: { ...intake, version: intake.version + 1 },
    })),
});
