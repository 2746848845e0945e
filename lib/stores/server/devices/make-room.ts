import "server-only";
import { asc, eq } from "drizzle-orm";
import { storeDevices } from "@/lib/db/schema/stores";
import type { Transaction } from "@/lib/db/transaction";
import { DEVICES_AT_MOST } from "@/lib/stores/model/devices/schema";
import { ofDevice, silenceMs } from "./rows";

/**
 * Makes room for one more device of the store, whose row the caller holds: in place of the one that was seen first of those that
 * ended, or else of the lost ones. Returns false when there is none.
 */
export async function makeRoom(tx: Transaction, tenantId: string, now: Date): Promise<boolean> {
  const known = await tx
    .select({ id: storeDevices.id, seen_at: storeDevices.seen_at, ended_at: storeDevices.ended_at })
    .from(storeDevices)
    .where(eq(storeDevices.tenant_id, tenantId))
    .orderBy(asc(storeDevices.seen_at));
  if (known.length < DEVICES_AT_MOST) return true;
  const lostBefore = now.getTime() - silenceMs();
  const oldest =
    known.find(({ ended_at }) => ended_at !== null) ??
    known.find(({ seen_at }) => seen_at.getTime() <= lostBefore);
  if (oldest === undefined) return false;
  await tx.delete(storeDevices).where(ofDevice({ tenant_id: tenantId, device_id: oldest.id }));
  return true;
}
