import "server-only";
import { eq } from "drizzle-orm";
import { refuseWithout } from "@/lib/auth/server/refuse-without";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { tenants } from "@/lib/db/schema/stores";
import { transaction } from "@/lib/db/transaction";
import { setIdentitySchema } from "@/lib/joining/model/requests";
import { errorText } from "@/lib/text/error-text";

/** The currency and the time zone stay once customers have ordered in them. */
export const setStoreIdentityCommand = defineCommand({
  name: "set_store_identity",
  scope: null,
  limit: "write",
  input: setIdentitySchema,
  authorise: ({ viewer, input }) => refuseWithout("setup", viewer, input.tenant_id),
  run: ({ input: { tenant_id, identity } }) =>
    transaction<Result<null, never>>(async (tx) => {
      const [store] = await tx
        .select({ opened_at: tenants.opened_at, currency: tenants.currency, time_zone: tenants.time_zone })
        .from(tenants)
        .where(eq(tenants.id, tenant_id))
        .for("no key update");
      if (store === undefined) return failure<never>("not_found", errorText("tenant_not_found"));
      const moves = store.currency !== identity.currency || store.time_zone !== identity.time_zone;
      if (store.opened_at !== null && moves) return failure<never>("conflict", errorText("joining.fixed"));
      const phone = identity.phone === "" ? null : identity.phone;
      await tx
        .update(tenants)
        .set({ ...identity, phone })
        .where(eq(tenants.id, tenant_id));
      return success<null>(null);
    }),
});
