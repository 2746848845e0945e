import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { GET as getStatus } from "@/app/api/status/route";
import { broadcastChannel } from "@/lib/auth/model/channels";
import { provideDatabase, queryable } from "@/lib/db/client";
import { statusDays, statusSamples, statusState } from "@/lib/db/schema/status";
import { bucketOf } from "@/lib/realtime/hub/delivery-times";
import { readEvents } from "@/lib/realtime/log/log";
import { addCounts } from "@/lib/status/model/latency";
import type { Sample } from "@/lib/status/model/level";
import { publicStatusSchema } from "@/lib/status/model/schema";
import { followStatusAt } from "@/lib/status/server/follow";
import { forgetStatusPage, readStatusPage } from "@/lib/status/server/queries";
import { removeOldSamples } from "@/lib/status/server/remove-old";
import { takeSample, writeSamples } from "@/lib/status/server/samples";
import { openTestDatabase, withDatabase } from "@/test/support/database";

withDatabase();

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const INSTANCE = crypto.randomUUID();
/** Noon of today, so that all minutes of a test are of one day. */
const NOON = Math.floor(Date.now() / DAY) * DAY + DAY / 2;

const counts = (times: Record<number, number>) => {
  const all = addCounts([]);
  for (const [ms, count] of Object.entries(times)) all[bucketOf(Number(ms))] = count;
  return all;
};
const good: Sample = {
  deliveryTimes: counts({ 30: 100 }),
  ...{ repaired: 0, lost: 0, isBusOk: true, databaseMs: 2, lateJobs: 0 },
};
const bad: Sample = { ...good, isBusOk: false };
/** Minutes that end at noon. */
async function write(samples: readonly Sample[], until = NOON, instance = INSTANCE) {
  await writeSamples(
    await queryable(),
    instance,
    samples.map((sample, index) => ({
      ...sample,
      minute: new Date(until - (samples.length - index) * MINUTE),
    })),
  );
}
const announced = async () => {
  const { events } = await readEvents(await queryable(), broadcastChannel.name(), 0);
  return events.map(({ type, data }) => ({ type, ...JSON.parse(data) }));
};

beforeEach(async () => {
  const db = await queryable();
  await db.delete(statusSamples);
  await db.delete(statusDays);
  await db.delete(statusState);
});
afterEach(forgetStatusPage);

test("a change of the status is announced once, to everyone, and so is the end of the fault", async () => {
  const before = (await announced()).length;
  await write([good, bad]);
  await followStatusAt(new Date(NOON));
  expect(await announced()).toHaveLength(before);
  await write([bad], NOON + MINUTE);
  await followStatusAt(new Date(NOON + MINUTE));
  await followStatusAt(new Date(NOON + MINUTE));
  await write([good, good, good], NOON + 4 * MINUTE);
  await followStatusAt(new Date(NOON + 4 * MINUTE));
  const events = (await announced()).slice(before);
  expect(events).toMatchObject([
    { type: "system_health", status: "degraded" },
    { type: "system_health", status: "healthy" },
  ]);
  expect(events[0].memory.rss_bytes).toBeGreaterThan(0);
});

test("processes that follow at the same time announce a change once", async () => {
  const before = (await announced()).length;
  await write([bad, bad]);
  await Promise.all([1, 2, 3].map(() => followStatusAt(new Date(NOON))));
  expect(await announced()).toHaveLength(before + 1);
});

test("a day holds the sums of all instances, and summing it up again changes nothing", async () => {
  await write([good, good, { ...bad, repaired: 3, lost: 1 }]);
  await write([{ ...good, deliveryTimes: counts({ 500: 10 }) }, bad], NOON, crypto.randomUUID());
  await followStatusAt(new Date(NOON));
  const db = await queryable();
  const [day] = await db.select().from(statusDays);
  expect(day).toMatchObject({
    repaired: 3,
    lost: 1,
    healthy_minutes: 2,
    degraded_minutes: 1,
    down_minutes: 0,
  });
  expect(day?.delivery_times.reduce((sum, one) => sum + one, 0)).toBe(410);
  await followStatusAt(new Date(NOON + 6 * MINUTE));
  expect(await db.select().from(statusDays)).toEqual([day]);
});

test("an instance measures itself, and what it has counted before is not counted again", async () => {
  await takeSample([], new Date(NOON));
  await takeSample([], new Date(NOON + MINUTE));
  await takeSample([], new Date(NOON + MINUTE + 1_000));
  const db = await queryable();
  const rows = await db.select().from(statusSamples);
  expect(rows.map(({ minute }) => minute.getTime()).sort()).toEqual([NOON, NOON + MINUTE]);
  expect(rows[1]).toMatchObject({ is_bus_ok: true, repaired: 0, lost: 0, late_jobs: 0 });
});

test("samples are removed after two days and days after ninety", async () => {
  const db = await queryable();
  await write([good], Date.now() - 49 * 60 * MINUTE);
  await write([good], Date.now() - 47 * 60 * MINUTE);
  const sums = {
    delivery_times: [],
    repaired: 0,
    lost: 0,
    healthy_minutes: 1,
    degraded_minutes: 0,
    down_minutes: 0,
  };
  const dayOf = (daysAgo: number) => new Date(Date.now() - daysAgo * DAY).toISOString().slice(0, 10);
  await db.insert(statusDays).values([89, 91].map((ago) => ({ day: dayOf(ago), ...sums })));
  expect(await removeOldSamples(db, 10)).toBe(2);
  expect(await removeOldSamples(db, 10)).toBe(0);
  expect(await db.select({ day: statusDays.day }).from(statusDays)).toEqual([{ day: dayOf(89) }]);
});

describe("the public status", () => {
  test("is answered to anyone, as the contract says", async () => {
    await write([good, { ...good, deliveryTimes: counts({ 30: 90, 900: 10 }) }]);
    await followStatusAt(new Date(NOON));
    await write([good], Date.now());
    const response = await getStatus();
    expect(response.headers.get("cache-control")).toBe("public, max-age=5");
    const body = await response.json();
    expect(body.success).toBe(true);
    expect(Object.keys(body.data)).toEqual(["status", "latency_ms", "incidents"]);
    const { status, latency_ms, incidents } = publicStatusSchema.parse(body.data);
    expect({ status, incidents }).toEqual({ status: "healthy", incidents: [] });
    expect(latency_ms.p50).toBeGreaterThanOrEqual(30);
    expect(latency_ms.p50).toBeLessThanOrEqual(38);
    expect(latency_ms.p99).toBeGreaterThanOrEqual(900);
  });

  test("is not healthy while nothing is measured, whatever was measured last", async () => {
    const now = Date.now();
    await write([good, good, good], now);
    await followStatusAt(new Date(now));
    expect(await readStatusPage()).toMatchObject({ status: "healthy", isMeasured: true });
    const db = await queryable();
    await db.update(statusSamples).set({ minute: sql`minute - interval '10 minutes'` });
    forgetStatusPage();
    expect(await readStatusPage()).toMatchObject({ status: "degraded", since: null, isMeasured: false });
  });

  test("is down while the database does not answer, and keeps what was read before", async () => {
    await write([good], Date.now());
    await followStatusAt(new Date());
    const before = await readStatusPage();
    expect(before).toMatchObject({ status: "healthy", isCurrent: true });
    forgetStatusPage();
    const database = globalThis.platewireDatabase;
    const closed = await openTestDatabase();
    await closed.close();
    provideDatabase(closed);
    try {
      const page = await readStatusPage();
      expect(page).toMatchObject({ status: "down", isCurrent: false, days: before.days });
      expect((await getStatus()).status).toBe(200);
    } finally {
      provideDatabase(await database);
    }
  });
});
