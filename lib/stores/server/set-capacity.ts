import "server-only";
import { refuseWithout } from "@/lib/auth/server/refuse-without";
import { defineCommand } from "@/lib/commands/define-command";
import { setStoreCapacitySchema } from "@/lib/stores/model/capacity";
import { changeIntake } from "./change-intake";

/** Orders that are placed from now on are promised by it. Open boards learn of it. */
export const setStoreCapacityCommand = defineCommand({
  name: "set_store_capacity",
  scope: null,
  limit: "write",
  input: setStoreCapacitySchema,
  authorise: ({ viewer, input }) => refuseWithout("capacity", viewer, input.tenant_id),
  run: ({ input: { tenant_id, ...capacity } }) =>
    changeIntake(tenant_id, ({ hours, intake }) => ({
      hours,
      intake: { ...intake, version: intake.version + 1 },
      ...capacity,
    })),
});
