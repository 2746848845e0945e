import "server-only";
import { eq, sql } from "drizzle-orm";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { riders } from "@/lib/db/schema/riders";
import { transaction } from "@/lib/db/transaction";
import { dropUser } from "@/lib/realtime/hub/control";
import { removeRiderSchema } from "@/lib/riders/model/requests";
import { logSecurity } from "@/lib/server/security-log";
import { errorText } from "@/lib/text/error-text";
import { publishRiderChanged } from "./fleet-news";
import { dispatches } from "./fleet-rights";
import { endShift, lockOpenShift, lockRider } from "./shift-rows";

/**
 * Takes a rider out of the fleet: the shift, its token and the rights of open streams end at once. The orders of a trip that is
 * under way stay with it until a dispatcher gives them to somebody else.
 */
export const removeRiderCommand = defineCommand({
  name: "remove_rider",
  scope: null,
  limit: "write",
  input: removeRiderSchema,
  authorise: () => null,
  run: ({ viewer, input: { rider_id } }) =>
    transaction<Result<null, never>>(async (tx) => {
      const rider = await lockRider(tx, rider_id);
      if (rider === undefined || !dispatches(viewer, rider.tenant_id))
        return failure<never>("not_found", errorText("riders.gone"));
      await lockOpenShift(tx, rider.id);
      if (!(await endShift(tx, rider))) publishRiderChanged(tx, rider.tenant_id, rider.id);
      await tx.update(riders).set({ removed_at: sql`now()` }).where(eq(riders.id, rider.id));
      dropUser(tx, rider.id);
      tx.afterCommit(() =>
        logSecurity("rider_removed", { user_id: rider.id, tenant_id: rider.tenant_id, by: viewer.userId }),
      );
      return success<null>(null);
    }),
});
