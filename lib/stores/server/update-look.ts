import "server-only";
import { eq } from "drizzle-orm";
import { refuseWithout } from "@/lib/auth/server/refuse-without";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, success } from "@/lib/commands/result";
import { queryable } from "@/lib/db/client";
import { tenants } from "@/lib/db/schema/stores";
import { toWire } from "@/lib/db/wire";
import { storeLookSchema, updateStoreLookSchema } from "@/lib/stores/model/look";
import { errorText } from "@/lib/text/error-text";

/** Open pages keep the look that they were rendered with. */
export const updateStoreLookCommand = defineCommand({
  name: "update_store_look",
  scope: null,
  limit: "write",
  input: updateStoreLookSchema,
  authorise: ({ viewer, input }) => refuseWithout("look", viewer, input.tenant_id),
  run: async ({ input: { tenant_id, ...look } }) => {
    const db = await queryable();
    const [row] = await db.update(tenants).set(look).where(eq(tenants.id, tenant_id)).returning();
    return row === undefined
      ? failure<never>("not_found", errorText("tenant_not_found"))
      : success(toWire(storeLookSchema, row));
  },
});
