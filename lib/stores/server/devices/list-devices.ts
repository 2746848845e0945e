import "server-only";
import { desc, eq, sql } from "drizzle-orm";
import { isStaffOf } from "@/lib/auth/model/staff";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { storeDevices } from "@/lib/db/schema/stores";
import { toWire } from "@/lib/db/wire";
import { DEVICES_AT_MOST, type Devices, deviceSchema } from "@/lib/stores/model/devices/schema";
import { deviceState } from "@/lib/stores/model/devices/watch";
import { silenceMs, toContact } from "./rows";

/** Null when the viewer is not the store's staff. */
export async function listDevices(
  viewer: Pick<Viewer, "isAdmin" | "tenantIds">,
  tenantId: string,
): Promise<Devices | null> {
  if (!isStaffOf(viewer, tenantId)) return null;
  const db = await queryable();
  const rows = await db
    .select()
    .from(storeDevices)
    .where(eq(storeDevices.tenant_id, tenantId))
    .orderBy(sql`${storeDevices.ended_at} is not null`, desc(storeDevices.seen_at))
    .limit(DEVICES_AT_MOST);
  const now = Date.now();
  const devices = rows.map((row) =>
    toWire(deviceSchema, { ...row, state: deviceState(toContact(row), now, silenceMs()) }),
  );
  return { devices, read_at: new Date(now).toISOString() };
}
