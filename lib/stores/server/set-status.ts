import "server-only";
import { refuseWithout } from "@/lib/auth/server/refuse-without";
import { defineCommand } from "@/lib/commands/define-command";
import { failure } from "@/lib/commands/result";
import { actorOf, recordAudit } from "@/lib/platform/server/audit";
import { changedIntake } from "@/lib/stores/model/status/change";
import { setStoreStatusSchema } from "@/lib/stores/model/status/schema";
import { errorText } from "@/lib/text/error-text";
import { changeIntake } from "./change-intake";

/** Times count from when the server carries it out. Opening a store that is open changes nothing. */
export const setStoreStatusCommand = defineCommand({
  name: "set_store_status",
  scope: "orders:write",
  limit: "write",
  input: setStoreStatusSchema,
  authorise: ({ viewer, input }) => refuseWithout("orders", viewer, input.tenant_id),
  run: async ({ viewer, input, idempotencyKey: key }) => {
    const { tenant_id, change } = input;
    let isHeld = false;
    const changed = await changeIntake(
      tenant_id,
      async (store, now, tx) => {
        isHeld = store.intake.mode === "paused" && store.intake.cause === "platform";
        if (isHeld || (change.mode === "open" && store.intake.mode === "open")) return null;
        if (viewer.isAdmin && !viewer.tenantIds.includes(tenant_id))
          await recordAudit(tx, {
            actor: actorOf(viewer),
            action: "set_store_status",
            target: { kind: "tenant", id: tenant_id },
            tenantId: tenant_id,
            detail: { mode: change.mode },
          });
        return { hours: store.hours, intake: changedIntake(store, change, now.getTime()) };
      },
      key === undefined ? undefined : { userId: viewer.userId, key, request: input },
    );
    // Admins end it where they state the reason.
    return isHeld
      ? failure<never>("conflict", errorText(viewer.isAdmin ? "store_held_by_admins" : "store_held"))
      : changed;
  },
});
