import { randomUUID } from "node:crypto";
import { eq, inArray, sql } from "drizzle-orm";
import { describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { revokeSession } from "@/lib/auth/credentials/sessions";
import { userChannel } from "@/lib/auth/model/channels";
import { queryable } from "@/lib/db/client";
import { idempotencyKeys } from "@/lib/db/schema/commands";
import { orders } from "@/lib/db/schema/orders";
import { sessions } from "@/lib/db/schema/people";
import { channelEvents } from "@/lib/db/schema/realtime";
import { transaction } from "@/lib/db/transaction";
import { orderChannel, tenantOrdersChannel } from "@/lib/orders/model/channels";
import { changeOrder } from "@/lib/orders/server/commands";
import { memoryBus } from "@/lib/realtime/bus/memory";
import { isWhole } from "@/lib/realtime/hub/hub-channel";
import { databaseLog } from "@/lib/realtime/hub/process-hub";
import { StreamHub } from "@/lib/realtime/hub/stream-hub";
import { readEvents, readHeads } from "@/lib/realtime/log/log";
import { trimLog } from "@/lib/realtime/log/trim";
import { encodeCursor } from "@/lib/realtime/protocol/cursor";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { resume, UNWRITTEN } from "@/lib/realtime/protocol/position";
import { publish } from "@/lib/realtime/publish/publish";
import { runUpkeep } from "@/lib/server/upkeep";
import { withDatabase } from "@/test/support/database";
import { collectFrames } from "@/test/support/sse-parser";
import { ALONE, ROOMY, streamRequest } from "@/test/support/stream-request";
import { makeOrder, makePerson, makeRestaurant } from "@/test/support/world";

const HOUR = 3_600_000;
const said = defineEvent({
  name: "said",
  durability: "durable",
  priority: "normal",
  schema: z.object({ n: z.number() }),
});

withDatabase();

const someChannel = () => orderChannel.name(randomUUID());
const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR);

async function write(channel: string, count: number): Promise<void> {
  await transaction(async (tx) =>
    publish(
      tx,
      Array.from({ length: count }, (_, n) => ({ channel, event: said, data: { n } })),
    ),
  );
}

async function age(names: string[], hours: number): Promise<void> {
  const db = await queryable();
  await db
    .update(channelEvents)
    .set({ at: hoursAgo(hours) })
    .where(inArray(channelEvents.channel, names));
}

async function trimAll(before: Date, atMost: number): Promise<number[]> {
  const batches: number[] = [];
  for (;;) {
    const { events } = await trimLog(await queryable(), before, atMost);
    if (events === 0) return batches;
    batches.push(events);
  }
}

const stored = z.object({ rows: z.array(z.object({ name: z.string(), faults: z.coerce.number() })) });

/** Returns the channels whose stored events are not exactly those from tail + 1 to head. Reads one snapshot. */
async function channelsWithHoles(): Promise<string[]> {
  const db = await queryable();
  const result = await db.execute(sql`
    select name, 1 as faults from channels left join (
      select channel, count(*) as events, min("offset") as lowest, max("offset") as highest
      from channel_events group by channel
    ) as kept on channel = name
    where coalesce(events, 0) <> head - tail or (events > 0 and (lowest <> tail + 1 or highest <> head))`);
  return stored.parse(result).rows.map(({ name }) => name);
}

describe("trimming the log", () => {
  test("removes events past the retention time and moves the tail behind them", async () => {
    const channel = someChannel();
    await write(channel, 5);
    await age([channel], 80);
    await write(channel, 3);
    await trimAll(hoursAgo(72), 100);
    const page = await readEvents(await queryable(), channel, 5);
    expect(page).toMatchObject({ head: 8, tail: 5 });
    expect(page.events.map(({ offset }) => offset)).toEqual([6, 7, 8]);
  });

  test("removes events in batches", async () => {
    const names = Array.from({ length: 4 }, someChannel);
    for (const name of names) await write(name, 50);
    await age(names, 80);
    const batches = await trimAll(hoursAgo(72), 30);
    expect(batches.reduce((sum, events) => sum + events, 0)).toBe(200);
    expect(Math.max(...batches)).toBeLessThanOrEqual(30);
  });

  test("keeps an old event that follows a younger one until that one is old, too", async () => {
    const channel = someChannel();
    await write(channel, 3);
    await age([channel], 80);
    const db = await queryable();
    await db
      .update(channelEvents)
      .set({ at: hoursAgo(71) })
      .where(sql`channel = ${channel} and "offset" = 2`);
    await trimAll(hoursAgo(72), 100);
    expect(await readEvents(db, channel, 1)).toMatchObject({
      tail: 1,
      events: [{ offset: 2 }, { offset: 3 }],
    });
    await trimAll(hoursAgo(70), 100);
    expect(await readEvents(db, channel, 3)).toMatchObject({ head: 3, tail: 3, events: [] });
  });

  const PATIENCE = { timeout: 120_000 };
  test(
    "during concurrent writes and reads never hides a missing event from any of the readers",
    PATIENCE,
    async () => {
      const names = Array.from({ length: 50 }, someChannel);
      await Promise.all(names.map((name) => write(name, 200)));
      await age(names, 80);
      let isOver = false;
      let written = 0;
      const holes: string[] = [];
      const resets = new Set<string>();

      const writer = async (index: number) => {
        for (let n = 0; !isOver || n < 5; n += 1) {
          const mine = [names[(index * 7 + n) % names.length], names[(index * 3 + n * 11) % names.length]];
          const drafts = [...new Set(mine)].map((channel) => ({
            channel: channel ?? "",
            event: said,
            data: { n },
          }));
          await transaction(async (tx) => publish(tx, drafts));
          written += drafts.length;
        }
      };
      const reader = async (name: string) => {
        let offset = 0;
        for (let isLast = false; !isLast; ) {
          isLast = isOver;
          const page = await readEvents(await queryable(), name, offset, 40);
          if (offset < page.tail) {
            resets.add(name);
            offset = page.head;
          } else if (isWhole(offset, page.events)) offset = page.events.at(-1)?.offset ?? 0;
          else holes.push(`${name} after ${offset}: tail ${page.tail}, ${JSON.stringify(page.events[0])}`);
        }
      };
      const auditor = async () => {
        while (!isOver) holes.push(...(await channelsWithHoles()));
      };
      const trimmer = async () => {
        const before = hoursAgo(72);
        const isDone = async () =>
          (
            await (
              await queryable()
            )
              .select()
              .from(channelEvents)
              .where(sql`at < ${before.toISOString()}`)
              .limit(1)
          ).length === 0;
        while (!(await isDone())) await trimLog(await queryable(), before, 250);
      };
      const trimming = Promise.all([trimmer(), trimmer()]).then(() => {
        isOver = true;
      });
      await Promise.all([
        trimming,
        auditor(),
        ...Array.from({ length: 20 }, (_, index) => writer(index)),
        ...names.slice(0, 20).map(reader),
      ]);

      expect(holes).toEqual([]);
      expect(await channelsWithHoles()).toEqual([]);
      expect(resets.size).toBe(20);
      const heads = await readHeads(await queryable(), names);
      const all = [...heads.values()];
      expect(all.reduce((sum, { head }) => sum + head, 0)).toBe(50 * 200 + written);
      for (const { tail } of all) expect(tail).toBeGreaterThanOrEqual(200);
    },
  );
});

describe("a reader of a trimmed channel", () => {
  async function framesFrom(channel: string, cursor: string) {
    const hub = new StreamHub({
      log: databaseLog,
      bus: memoryBus(1),
      heartbeatMs: 10_000,
      checkMs: 10_000,
      caps: ROOMY,
      presence: ALONE,
    });
    const leave = new AbortController();
    const { signal } = leave;
    const opened = await hub.open(await streamRequest(hub, { channels: [channel], cursor, signal }));
    if (typeof opened === "string") throw new Error(opened);
    const { frames } = collectFrames(opened.body);
    await vi.waitFor(() => expect(frames.at(-1)?.data).toContain('"offset":8'));
    leave.abort();
    return frames.map(({ event, data }) => ({ event, ...JSON.parse(data) }));
  }

  test("gets a reset when its cursor lies below the tail, and resumes otherwise", async () => {
    const channel = someChannel();
    await write(channel, 6);
    await age([channel], 80);
    await write(channel, 2);
    await trimAll(hoursAgo(72), 100);
    const { epoch } = (await readHeads(await queryable(), [channel])).get(channel) ?? UNWRITTEN;
    const from = (offset: number) => framesFrom(channel, encodeCursor([[channel, { epoch, offset }]]));
    expect(await from(5)).toMatchObject([
      { event: "connected", resumed: false },
      { event: "reset", channel, offset: 8, reason: "trimmed" },
    ]);
    expect(await from(6)).toMatchObject([
      { event: "connected", resumed: true },
      { event: "said", offset: 7 },
      { event: "said", offset: 8 },
    ]);
  });
});

describe("the upkeep", () => {
  test("removes the channel of an order that has ended, and keeps that of an active one", async () => {
    const kitchen = await makeRestaurant();
    const lena = await makePerson("Lena");
    const ana = await makePerson("Ana", { staffOf: [kitchen.id] });
    const [over, open] = [await makeOrder(lena, kitchen), await makeOrder(lena, kitchen)];
    await changeOrder(lena, over.id, { name: "cancel", note: "" });
    const names = [over, open].map(({ id }) => orderChannel.name(id));
    const db = await queryable();
    const before = await readHeads(db, names);
    await age([...names, userChannel.name(lena.userId), tenantOrdersChannel.name(kitchen.id)], 80);
    const { events } = await runUpkeep();
    expect(events).toBeGreaterThan(0);

    const after = await readHeads(db, names);
    const [overName = "", openName = ""] = names;
    expect(after.get(overName)).toEqual(UNWRITTEN);
    const known = before.get(overName) ?? UNWRITTEN;
    expect(resume({ epoch: known.epoch, offset: known.head }, UNWRITTEN)).toEqual({
      kind: "reset",
      reason: "epoch",
    });
    expect(after.get(openName)).toMatchObject({ head: 1, tail: 1, epoch: before.get(openName)?.epoch });
    await db
      .update(orders)
      .set({ accept_by: new Date(Date.now() + HOUR) })
      .where(eq(orders.id, open.id));
    expect(await changeOrder(ana, open.id, { name: "accept" })).toMatchObject({ ok: true });
    expect(await readEvents(db, openName, 1)).toMatchObject({ tail: 1, head: 2, events: [{ offset: 2 }] });
  });

  test("removes only credentials that ended before the log begins", async () => {
    const db = await queryable();
    const [longAgo, justNow, never, tooOld] = [
      await makePerson("Lena"),
      await makePerson("Ana"),
      await makePerson("Ben"),
      await makePerson("Carla"),
    ];
    for (const { credential } of [longAgo, justNow]) await revokeSession(credential.id);
    await db
      .update(sessions)
      .set({ revoked_at: hoursAgo(80) })
      .where(eq(sessions.id, longAgo.credential.id));
    await db
      .update(sessions)
      .set({ created_at: hoursAgo(24 * 30 + 80) })
      .where(eq(sessions.id, tooOld.credential.id));
    const people = [longAgo, justNow, never, tooOld];
    expect(await runUpkeep()).toMatchObject({ credentials: 2 });
    const left = await db
      .select({ id: sessions.id })
      .from(sessions)
      .where(
        inArray(
          sessions.id,
          people.map(({ credential }) => credential.id),
        ),
      );
    expect(new Set(left.map(({ id }) => id))).toEqual(new Set([justNow.credential.id, never.credential.id]));
  });

  test("removes idempotency keys after their retention time", async () => {
    const lena = await makePerson("Lena");
    await makeOrder(lena, await makeRestaurant());
    await makeOrder(lena, await makeRestaurant());
    const db = await queryable();
    const [first] = await db.select().from(idempotencyKeys).where(eq(idempotencyKeys.user_id, lena.userId));
    await db
      .update(idempotencyKeys)
      .set({ created_at: hoursAgo(24 * 8) })
      .where(eq(idempotencyKeys.key, first?.key ?? ""));
    expect(await runUpkeep()).toMatchObject({ keys: 1 });
    const left = await db.select().from(idempotencyKeys).where(eq(idempotencyKeys.user_id, lena.userId));
    expect(left).toHaveLength(1);
    expect(left[0]?.key).not.toBe(first?.key);
  });
});
