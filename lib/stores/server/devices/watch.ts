import "server-only";
import { and, asc, eq, gt, inArray, isNull, lte, max } from "drizzle-orm";
import * as z from "zod/mini";
import { merge } from "@/lib/broadcasts/model/standstill";
import { readWindows } from "@/lib/broadcasts/server/queries";
import { queryable } from "@/lib/db/client";
import { storeDevices, tenants } from "@/lib/db/schema/stores";
import { transaction } from "@/lib/db/transaction";
import { toWire } from "@/lib/db/wire";
import { defineJob, type OnProgress } from "@/lib/jobs/define-job";
import { logger } from "@/lib/server/logger";
import { pausedForDevices } from "@/lib/stores/model/devices/pause";
import { hasLostDevices } from "@/lib/stores/model/devices/watch";
import { type TakingStore, takingStoreSchema } from "@/lib/stores/model/status/schema";
import { statusAt, takesOrders } from "@/lib/stores/model/status/status";
import { errorText } from "@/lib/text/error-text";
import { changeIntakeIn } from "../change-intake";
import { isMissedAt, silenceMs, toContact } from "./rows";

const BATCH = 200;

const mayPause = (store: TakingStore, now: number) => takesOrders(statusAt(store, now));

/** The ids of stores after `after` that miss devices, none of which has been in contact since `before`. */
async function readSilent(after: string | null, before: Date): Promise<string[]> {
  const db = await queryable();
  const rows = await db
    .select({ id: storeDevices.tenant_id })
    .from(storeDevices)
    .where(and(isMissedAt(new Date()), after === null ? undefined : gt(storeDevices.tenant_id, after)))
    .groupBy(storeDevices.tenant_id)
    .having(lte(max(storeDevices.seen_at), before))
    .orderBy(asc(storeDevices.tenant_id))
    .limit(BATCH);
  return rows.map(({ id }) => id);
}

async function openAmong(ids: readonly string[]): Promise<string[]> {
  const db = await queryable();
  const rows = await db
    .select({ id: tenants.id, hours: tenants.hours, intake: tenants.intake, time_zone: tenants.time_zone })
    .from(tenants)
    .where(inArray(tenants.id, [...ids]));
  const now = Date.now();
  return rows.filter((row) => mayPause(toWire(takingStoreSchema, row), now)).map(({ id }) => id);
}

/** Looks again while it holds the rows of the store and of its devices: a heartbeat comes before that, or waits for it. */
function pauseIfLost(tenantId: string, steadySince: number): Promise<boolean> {
  return transaction(async (tx) => {
    let hasPaused = false;
    await changeIntakeIn(tx, tenantId, async (store, at) => {
      const rows = await tx
        .select({ seen_at: storeDevices.seen_at, ended_at: storeDevices.ended_at })
        .from(storeDevices)
        .where(and(eq(storeDevices.tenant_id, tenantId), isNull(storeDevices.ended_at)))
        .orderBy(asc(storeDevices.id))
        .for("update");
      const now = at.getTime();
      const watch = { intake: store.intake, steadySince, now, silenceMs: silenceMs() };
      if (!mayPause(store, now) || !hasLostDevices(rows.map(toContact), watch)) return null;
      hasPaused = true;
      return { hours: store.hours, intake: pausedForDevices(store, errorText("store_unreachable"), now) };
    });
    return hasPaused;
  });
}

/** Pauses open stores that have lost their devices. Returns the number paused. */
export async function pauseStoresWithoutDevices(
  { steadySince, signal }: { steadySince: Date; signal: AbortSignal },
  onProgress?: OnProgress,
): Promise<number> {
  const before = new Date(Date.now() - silenceMs());
  // During maintenance devices cannot be heard; afterwards they get the usual time to be heard again.
  const maintenance = merge(await readWindows(await queryable(), before)).at(0)?.[0];
  if (maintenance !== undefined && maintenance <= Date.now()) return 0;
  const since = steadySince.getTime();
  // After an outage every device is silent, for no fault of its own.
  if (since > before.getTime()) return 0;
  let paused = 0;
  let after: string | null = null;
  for (let isMore = true; isMore && !signal.aborted; ) {
    const silent: string[] = await readSilent(after, before);
    after = silent.at(-1) ?? null;
    isMore = silent.length === BATCH;
    if (silent.length === 0) break;
    for (const id of await openAmong(silent)) {
      if (signal.aborted) break;
      try {
        if (await pauseIfLost(id, since)) paused += 1;
      } catch (error) {
        logger.error(
          { error, tenant_id: id },
          "A store without devices could not be paused; the next run tries again",
        );
      }
      onProgress?.(paused);
    }
  }
  return paused;
}

export const watchDevices = defineJob({
  name: "store:watch_devices",
  input: z.object({}),
  schedule: { cron: "* * * * *", everyMinutes: 1 },
  retry: null,
  timeoutSeconds: 50,
  run: (_, { steadySince, signal, progress }) => pauseStoresWithoutDevices({ steadySince, signal }, progress),
});
