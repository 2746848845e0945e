import "server-only";
import { eq } from "drizzle-orm";
import { refuseWithout } from "@/lib/auth/server/refuse-without";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { tenants } from "@/lib/db/schema/stores";
import { transaction } from "@/lib/db/transaction";
import type { Checklist } from "@/lib/joining/model/checklist";
import { ofStoreSchema } from "@/lib/joining/model/requests";
import { recordAudit } from "@/lib/platform/server/audit";
import { errorText } from "@/lib/text/error-text";
import { countChecklist } from "./queries";

/** Opens a store in set-up to customers, if nothing is missing. Fails with the checklist otherwise; repeated, it changes nothing. */
export const openStoreCommand = defineCommand({
  name: "open_store",
  scope: null,
  limit: "write",
  input: ofStoreSchema,
  authorise: ({ viewer, input }) => refuseWithout("opening", viewer, input.tenant_id),
  run: ({ viewer, input: { tenant_id } }) =>
    transaction<Result<Checklist, Checklist>>(async (tx) => {
      // Held as by changes of the menu and the hours, so that nothing is taken away between the look and the opening.
      const [held] = await tx
        .select({ id: tenants.id })
        .from(tenants)
        .where(eq(tenants.id, tenant_id))
        .for("no key update");
      const checklist = held === undefined ? null : await countChecklist(tx, tenant_id);
      if (checklist === null) return failure<Checklist>("not_found", errorText("tenant_not_found"));
      if (checklist.opened_at !== null) return success(checklist);
      if (!checklist.can_open)
        return failure("conflict", errorText("joining.missing"), { current: checklist });
      const opened_at = new Date();
      await tx.update(tenants).set({ opened_at }).where(eq(tenants.id, tenant_id));
      await recordAudit(tx, {
        actor: { id: viewer.userId, name: viewer.name },
        action: "open_store",
        target: { kind: "tenant", id: tenant_id },
        tenantId: tenant_id,
      });
      return success({ ...checklist, can_open: false, opened_at: opened_at.toISOString() });
    }),
});
