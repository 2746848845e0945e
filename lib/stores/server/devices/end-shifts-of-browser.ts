import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { storeDevices } from "@/lib/db/schema/stores";
import { logger } from "@/lib/server/logger";
import { endDeviceCommand } from "./end-device";

/**
 * Ends the shifts of a browser at all stores on whose staff the person is. Call it after they signed out with that browser: its
 * tabs cannot say any more that they end. Logs what fails, because the person has signed out by then; such a device is missed.
 */
export async function endShiftsOfBrowser(viewer: Viewer, deviceId: string): Promise<void> {
  try {
    const db = await queryable();
    const on = await db
      .select({ tenant_id: storeDevices.tenant_id })
      .from(storeDevices)
      .where(
        and(
          inArray(storeDevices.tenant_id, [...viewer.tenantIds]),
          eq(storeDevices.id, deviceId),
          isNull(storeDevices.ended_at),
        ),
      );
    for (const { tenant_id } of on)
      await endDeviceCommand.carryOut(viewer, { tenant_id, device_id: deviceId }, undefined);
  } catch (error) {
    logger.error({ error, device_id: deviceId }, "The shift of a browser could not be ended at its sign-out");
  }
}
