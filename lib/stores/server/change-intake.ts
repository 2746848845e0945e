import "server-only";
import { eq } from "drizzle-orm";
import { type Claim, takeKey } from "@/lib/commands/idempotency";
import { failure, type Result, success } from "@/lib/commands/result";
import { queryable } from "@/lib/db/client";
import { tenants } from "@/lib/db/schema/stores";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { toWire } from "@/lib/db/wire";
import { publishDrafts } from "@/lib/realtime/publish/publish";
import { type Tenant, tenantSchema } from "@/lib/stores/model/schema";
import type { ChangedIntake, IntakeFacts } from "@/lib/stores/model/status/schema";
import { errorText } from "@/lib/text/error-text";
import { eventsOfStatus } from "./announce";
import { presentStatus } from "./queries";

/** Returns null when nothing changes. */
type Decide = (store: Tenant, now: Date, tx: Transaction) => IntakeFacts | null | Promise<IntakeFacts | null>;

/**
 * Changes the facts of a store in the caller's transaction, which holds its row, and publishes the status. Returns
 * the store as it is then; null when there is none.
 */
export async function changeIntakeIn(
  tx: Transaction,
  tenantId: string,
  decide: Decide,
): Promise<Tenant | null> {
  const [row] = await tx.select().from(tenants).where(eq(tenants.id, tenantId)).for("no key update");
  if (row === undefined) return null;
  const now = new Date();
  const before = toWire(tenantSchema, row);
  const facts = await decide(before, now, tx);
  if (facts === null) return before;
  const after = { ...before, ...facts };
  await tx.update(tenants).set(facts).where(eq(tenants.id, tenantId));
  publishDrafts(tx, eventsOfStatus(after, now));
  return after;
}

/** A request that is repeated with its key changes nothing: somebody may have changed the store in between. */
export async function changeIntake(
  tenantId: string,
  decide: Decide,
  claim?: Claim,
): Promise<Result<ChangedIntake, never>> {
  const store = await transaction(async (tx) => {
    const key = await takeKey(tx, claim);
    return key === "reused" ? key : changeIntakeIn(tx, tenantId, key === "fresh" ? decide : () => null);
  });
  if (store === "reused") return failure<never>("key_reused", errorText("key_reused"));
  if (store === null) return failure<never>("not_found", errorText("tenant_not_found"));
  const { hours, intake, slot_orders, slot_points, auto_busy } = store;
  const status = await presentStatus(await queryable(), store, Date.now());
  return success({ hours, intake, slot_orders, slot_points, auto_busy, status });
}
