import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Viewer } from "@/lib/auth/server/viewer";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { riders } from "@/lib/db/schema/riders";
import { transaction } from "@/lib/db/transaction";
import { dropUser } from "@/lib/realtime/hub/control";
import { removeRiderSchema } from "@/lib/riders/model/requests";
import { logSecurity } from "@/lib/server/security-log";
import { errorText } from "@/lib/text/error-text";
import { auditFleet } from "./audit-fleet";
import { standDown } from "./commands";
import { managesFleet } from "./fleet-rights";

const gone = () => failure<never>("not_found", errorText("riders.gone"));

type Outcome = Result<null, never> | "again";

async function remove(viewer: Viewer, riderId: string): Promise<Outcome> {
  return transaction<Outcome>(async (tx, rollback) => {
    const [known] = await tx
      .select({ tenant_id: riders.tenant_id })
      .from(riders)
      .where(and(eq(riders.id, riderId), isNull(riders.removed_at)));
    if (known === undefined || !managesFleet(viewer, known.tenant_id)) return gone();
    const rider = await standDown(tx, riderId, errorText("riding.removed"));
    if (rider === "again") return rollback("again");
    if (rider === undefined || !managesFleet(viewer, rider.tenant_id)) return rollback(gone());
    await tx.update(riders).set({ removed_at: sql`now()` }).where(eq(riders.id, rider.id));
    dropUser(tx, rider.id);
    await auditFleet(tx, viewer, "remove_rider", { id: rider.id, tenantId: rider.tenant_id });
    tx.afterCommit(() =>
      logSecurity("rider_removed", { user_id: rider.id, tenant_id: rider.tenant_id, by: viewer.userId }),
    );
    return success<null>(null);
  });
}

/** Orders may be given to the rider in the moment of the removal, but not again and again. */
const TRIES = 5;

/**
 * Takes a rider out of the fleet: the shift, its token and offers and the rights of open streams end at once. Orders of a trip that
 * are not picked up are free again; food that the rider has waits for an admin's decision.
 */
export const removeRiderCommand = defineCommand({
  name: "remove_rider",
  scope: null,
  limit: "write",
  input: removeRiderSchema,
  authorise: () => null,
  run: async ({ viewer, input: { rider_id } }): Promise<Result<null, never>> => {
    for (let tried = 0; tried < TRIES; tried += 1) {
      const outcome = await remove(viewer, rider_id);
      if (outcome !== "again") return outcome;
    }
    return failure<never>("conflict", errorText("riders.being_given"));
  },
});
