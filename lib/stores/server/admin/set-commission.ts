import "server-only";
import { eq } from "drizzle-orm";
import { refuseNonAdmins } from "@/lib/auth/server/refuse-non-admins";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { tenants } from "@/lib/db/schema/stores";
import { transaction } from "@/lib/db/transaction";
import { actorOf, recordAudit } from "@/lib/platform/server/audit";
import { publishAdminNews } from "@/lib/platform/server/publish-news";
import { commissionSchema } from "@/lib/stores/model/admin";
import { errorText } from "@/lib/text/error-text";

/** The audit log is the history of a store's commission. */
export const setCommissionCommand = defineCommand({
  name: "set_store_commission",
  scope: null,
  limit: "write",
  input: commissionSchema,
  authorise: ({ viewer }) => refuseNonAdmins(viewer),
  run: ({ viewer, input: { tenant_id, basis_points, reason } }) =>
    transaction<Result<null, never>>(async (tx) => {
      const [store] = await tx
        .select({ before: tenants.commission_bp })
        .from(tenants)
        .where(eq(tenants.id, tenant_id))
        .for("no key update");
      if (store === undefined) return failure<never>("not_found", errorText("tenant_not_found"));
      if (store.before === basis_points) return success<null>(null);
      await tx.update(tenants).set({ commission_bp: basis_points }).where(eq(tenants.id, tenant_id));
      publishAdminNews(tx, "store_changed", tenant_id);
      await recordAudit(tx, {
        actor: actorOf(viewer),
        action: "set_store_commission",
        target: { kind: "tenant", id: tenant_id },
        tenantId: tenant_id,
        reason,
        detail: { from: store.before, to: basis_points },
      });
      return success<null>(null);
    }),
});
