import "server-only";
import { eq } from "drizzle-orm";
import { failure, type Result, success } from "@/lib/commands/result";
import { tenants } from "@/lib/db/schema/stores";
import { transaction } from "@/lib/db/transaction";
import { toWire } from "@/lib/db/wire";
import { publishDrafts } from "@/lib/realtime/publish/publish";
import type { DeliverySettings } from "@/lib/stores/model/delivery-settings";
import { tenantSchema } from "@/lib/stores/model/schema";
import { errorText } from "@/lib/text/error-text";
import { eventsOfStatus } from "./announce";
import { type StoreDelivery, toStoreDelivery } from "./queries";

type Changed = Partial<DeliverySettings> & Partial<Pick<StoreDelivery, "zones" | "zones_version">>;

/**
 * Changes how a store delivers while its row is held. `decide` returns what changes, or a refusal; an empty change writes
 * nothing. Open checkouts learn of it by the status of the store, and ask for their prices again.
 */
export function changeDelivery<Current>(
  tenantId: string,
  decide: (present: StoreDelivery) => Result<Changed, Current>,
): Promise<Result<StoreDelivery, Current>> {
  return transaction(async (tx): Promise<Result<StoreDelivery, Current>> => {
    const [row] = await tx.select().from(tenants).where(eq(tenants.id, tenantId)).for("no key update");
    if (row === undefined) return failure<Current>("not_found", errorText("tenant_not_found"));
    const present = toStoreDelivery(row);
    const decided = decide(present);
    if (!decided.ok) return decided;
    if (Object.keys(decided.data).length === 0) return success(present);
    const { place, ...columns } = decided.data;
    const after = { ...present, ...decided.data };
    // A ring without its middle would be no area at all.
    if (after.place === null && after.zones.some(({ shape }) => shape.kind === "ring"))
      return failure<Current>("invalid", errorText("rings_need_place"));
    const set = {
      ...columns,
      ...(place !== undefined && { lat: place?.lat ?? null, lng: place?.lng ?? null }),
    };
    await tx.update(tenants).set(set).where(eq(tenants.id, tenantId));
    publishDrafts(tx, eventsOfStatus(toWire(tenantSchema, { ...row, ...set }), new Date()));
    return success(after);
  });
}
