import "server-only";
import { eq } from "drizzle-orm";
import { refuseWithout } from "@/lib/auth/server/refuse-without";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { tenants } from "@/lib/db/schema/stores";
import { transaction } from "@/lib/db/transaction";
import { toWire } from "@/lib/db/wire";
import { publishDrafts } from "@/lib/realtime/publish/publish";
import { type Charges, chargesSchema, setChargesSchema } from "@/lib/stores/model/charges";
import { tenantSchema } from "@/lib/stores/model/schema";
import { errorText } from "@/lib/text/error-text";
import { eventsOfStatus } from "./announce";

/** Orders keep the rates and the fee of when they were placed. Open checkouts ask for their prices again. */
export const setStoreChargesCommand = defineCommand({
  name: "set_store_charges",
  scope: null,
  limit: "write",
  input: setChargesSchema,
  authorise: ({ viewer, input }) => refuseWithout("charges", viewer, input.tenant_id),
  run: ({ input: { tenant_id, charges } }) =>
    transaction<Result<Charges, never>>(async (tx) => {
      const [row] = await tx.select().from(tenants).where(eq(tenants.id, tenant_id)).for("no key update");
      if (row === undefined) return failure<never>("not_found", errorText("tenant_not_found"));
      const before = toWire(chargesSchema, row);
      if (JSON.stringify(before) === JSON.stringify(charges)) return success(charges);
      await tx.update(tenants).set(charges).where(eq(tenants.id, tenant_id));
      publishDrafts(tx, eventsOfStatus(toWire(tenantSchema, { ...row, ...charges }), new Date()));
      return success(charges);
    }),
});
