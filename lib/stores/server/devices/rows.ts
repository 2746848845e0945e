import "server-only";
import { and, eq, gte, isNull, sql } from "drizzle-orm";
import { storeDevices } from "@/lib/db/schema/stores";
import { env } from "@/lib/env";
import { type Contact, MISSED_FOR_MS } from "@/lib/stores/model/devices/watch";

export const silenceMs = () => env().DEVICE_SILENCE_SECONDS * 1_000;

export const ofDevice = ({ tenant_id, device_id }: { tenant_id: string; device_id: string }) =>
  and(eq(storeDevices.tenant_id, tenant_id), eq(storeDevices.id, device_id));

/** False for the device of a heartbeat whose shift that device has ended. */
export const hasNotEnded = (shiftId: string | undefined) =>
  shiftId === undefined ? undefined : sql`${storeDevices.ended_shift_id} is distinct from ${shiftId}`;

/** `isMissed` of lib/stores/model/devices/watch.ts for a row. */
export const isMissedAt = (now: Date) =>
  and(isNull(storeDevices.ended_at), gte(storeDevices.seen_at, new Date(now.getTime() - MISSED_FOR_MS)));

export const toContact = (row: { seen_at: Date; ended_at: Date | null }): Contact => ({
  seenAt: row.seen_at.getTime(),
  hasEnded: row.ended_at !== null,
});
