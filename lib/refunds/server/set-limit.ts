import "server-only";
import { eq } from "drizzle-orm";
import { refuseWithout } from "@/lib/auth/server/refuse-without";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { tenants } from "@/lib/db/schema/stores";
import { transaction } from "@/lib/db/transaction";
import { setRefundLimitSchema } from "@/lib/refunds/model/schema";
import { errorText } from "@/lib/text/error-text";

/** Refunds that wait already are answered by the limit that holds when they are answered. */
export const setRefundLimitCommand = defineCommand({
  name: "set_refund_limit",
  scope: null,
  limit: "write",
  input: setRefundLimitSchema,
  authorise: ({ viewer, input }) => refuseWithout("refund_limit", viewer, input.tenant_id),
  run: ({ input: { tenant_id, refund_limit } }) =>
    transaction<Result<null, never>>(async (tx) => {
      const changed = await tx
        .update(tenants)
        .set({ refund_limit })
        .where(eq(tenants.id, tenant_id))
        .returning({ id: tenants.id });
      return changed.length === 0
        ? failure<never>("not_found", errorText("tenant_not_found"))
        : success(null);
    }),
});
