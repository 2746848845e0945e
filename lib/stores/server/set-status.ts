import "server-only";
import { refuseWithout } from "@/lib/auth/server/refuse-without";
import { defineCommand } from "@/lib/commands/define-command";
import { changedIntake } from "@/lib/stores/model/status/change";
import { setStoreStatusSchema } from "@/lib/stores/model/status/schema";
import { changeIntake } from "./change-intake";

/** Times count from when the server carries it out. Opening a store that is open changes nothing. */
export const setStoreStatusCommand = defineCommand({
  name: "set_store_status",
  scope: "orders:write",
  limit: "write",
  input: setStoreStatusSchema,
  authorise: ({ viewer, input }) => refuseWithout("orders", viewer, input.tenant_id),
  run: ({ viewer: { userId }, input, idempotencyKey: key }) => {
    const { tenant_id, change } = input;
    return changeIntake(
      tenant_id,
      (store, now) =>
        change.mode === "open" && store.intake.mode === "open"
          ? null
          : { hours: store.hours, intake: changedIntake(store, change, now.getTime()) },
      key === undefined ? undefined : { userId, key, request: input },
    );
  },
});
