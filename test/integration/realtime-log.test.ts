import { and, eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { userChannel } from "@/lib/auth/model/channels";
import { publishToUsers } from "@/lib/auth/server/publish-to-people";
import { database, queryable } from "@/lib/db/client";
import { menuCategories } from "@/lib/db/schema/menu";
import { tenants } from "@/lib/db/schema/stores";
import { transaction } from "@/lib/db/transaction";
import { orderChannel } from "@/lib/orders/model/channels";
import { memoryBus } from "@/lib/realtime/bus/memory";
import { provideBus } from "@/lib/realtime/bus/process-bus";
import { readChanges, readEvents, readHeads, readPosition } from "@/lib/realtime/log/log";
import { decodeCursor } from "@/lib/realtime/protocol/cursor";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { draftEvents, publish, publishInOneStatement } from "@/lib/realtime/publish/publish";
import { withDatabase } from "@/test/support/database";
import { makeRestaurant } from "@/test/support/world";

const said = defineEvent({
  name: "said",
  durability: "durable",
  priority: "normal",
  schema: z.object({ n: z.number(), kind: z.enum(["a", "b"]).default("a") }),
});

withDatabase();

const someChannel = () => orderChannel.name(crypto.randomUUID());
const say = (channel: string, n: number) => ({ channel, event: said, data: { n } });
const numbersIn = async (channel: string) => {
  const { events } = await readEvents(await queryable(), channel, 0);
  return events.map(({ offset, data }) => [offset, JSON.parse(data).n]);
};

describe("asking which channels were appended to", () => {
  test("finds those appended to since a time of the database's clock, and no others", async () => {
    const [old, fresh] = [someChannel(), someChannel()];
    await transaction(async (tx) => publish(tx, [say(old, 1), say(fresh, 1)]));
    const db = await queryable();
    await db.execute(sql`update channels set appended_at = now() - interval '1 minute' where name = ${old}`);
    const { now, heads: none } = await readChanges(db, null);
    expect(none.size).toBe(0);
    const { heads } = await readChanges(db, now - 30);
    expect(heads.get(fresh)).toMatchObject({ head: 1, tail: 0 });
    expect(heads.has(old)).toBe(false);
    expect((await readChanges(db, now - 90)).heads.get(old)).toMatchObject({ head: 1 });
    expect((await readChanges(db, now + 30)).heads.size).toBe(0);
  });
});

describe("appending to the log", () => {
  test("gives offsets in the order of the events, channel by channel", async () => {
    const [one, other] = [someChannel(), someChannel()];
    await transaction(async (tx) => publish(tx, [say(one, 1), say(other, 2), say(one, 3)]));
    await transaction(async (tx) => publish(tx, [say(one, 4)]));
    expect(await numbersIn(one)).toEqual([
      [1, 1],
      [2, 3],
      [3, 4],
    ]);
    expect(await numbersIn(other)).toEqual([[1, 2]]);
  });

  test("from fifty concurrent transactions on shared channels leaves no gap and no duplicate", async () => {
    const shared = [someChannel(), someChannel(), someChannel()];
    await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        transaction(async (tx) =>
          publish(
            tx,
            [...shared, someChannel()].sort(() => Math.random() - 0.5).map((c) => say(c, n)),
          ),
        ),
      ),
    );
    for (const channel of shared) {
      const { events, head, tail } = await readEvents(await queryable(), channel, 0);
      expect({ head, tail }).toEqual({ head: 50, tail: 0 });
      expect(events.map(({ offset }) => offset)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
      expect(new Set(events.map(({ data }) => JSON.parse(data).n)).size).toBe(50);
    }
  });

  test("locks the channels' rows in order of their names, whatever the order of the events", async () => {
    const { db } = await database();
    const names = Array.from({ length: 40 }, someChannel);
    // A row's ctid shows the order of the first writes.
    await transaction(async (tx) =>
      publish(
        tx,
        names.map((name, n) => say(name, n)),
      ),
    );
    const { rows } = z
      .object({ rows: z.array(z.object({ name: z.string() })) })
      .parse(
        await db.execute(
          sql`select name from channels where name = any(${sql.param(names)}::text[]) order by ctid`,
        ),
      );
    expect(rows.map(({ name }) => name)).toEqual([...names].sort());
  });

  test("appends and publishes nothing when the transaction rolls back", async () => {
    const channel = someChannel();
    const bus = memoryBus(1);
    provideBus(bus);
    await expect(
      transaction(async (tx) => {
        publish(tx, [say(channel, 1)]);
        throw new Error("changed my mind");
      }),
    ).rejects.toThrow("changed my mind");
    expect(await readHeads(await queryable(), [channel])).toEqual(
      new Map([[channel, { epoch: "", head: 0, tail: 0 }]]),
    );
    expect(bus.stats().published).toBe(0);
    provideBus(undefined);
  });

  test("appends the events of several calls together before the commit, whatever their order", async () => {
    const [first, second] = [someChannel(), someChannel()].sort();
    const publishTwice = (one: string | undefined, other: string | undefined, n: number) =>
      transaction(async (tx) => {
        publish(tx, [say(String(one), n)]);
        // The event is not in the log yet: the channels' rows are locked just before the commit.
        expect(await readEvents(tx, String(one), n - 1)).toMatchObject({ events: [] });
        publish(tx, [say(String(other), n)]);
      });
    await publishTwice(second, first, 1);
    await publishTwice(first, second, 2);
    for (const channel of [first, second])
      expect(await numbersIn(String(channel))).toEqual([
        [1, 1],
        [2, 2],
      ]);
  });

  test("from transactions that publish in opposite orders never deadlocks", async () => {
    const [one, other] = [someChannel(), someChannel()];
    await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        transaction(async (tx) => {
          publish(tx, [say(n % 2 === 0 ? one : other, n)]);
          publish(tx, [say(n % 2 === 0 ? other : one, n)]);
        }),
      ),
    );
    expect(await numbersIn(one)).toHaveLength(40);
    expect(await numbersIn(other)).toHaveLength(40);
  });
});

describe("appending together with a change", () => {
  const rename = async (tenantId: string, from: string, to: string, channel: string) => {
    const db = await queryable();
    return publishInOneStatement(db, draftEvents([say(channel, 1)]), {
      changed: db
        .update(tenants)
        .set({ name: to })
        .where(and(eq(tenants.id, tenantId), eq(tenants.name, from)))
        .returning({ id: tenants.id }),
      category: sql`
        insert into menu_categories (id, tenant_id, name, position)
        select ${crypto.randomUUID()}::uuid, id, ${to}, 9 from changed`,
    });
  };
  const lookAt = async (tenantId: string) => {
    const db = await queryable();
    const [store] = await db.select().from(tenants).where(eq(tenants.id, tenantId));
    const categories = await db.select().from(menuCategories).where(eq(menuCategories.tenant_id, tenantId));
    return { name: store?.name, categories: categories.map(({ name }) => name) };
  };

  test("writes all of it in one statement", async () => {
    const { id } = await makeRestaurant({ name: "Harbour" });
    const channel = someChannel();
    expect(await rename(id, "Harbour", "Quay", channel)).toBe(true);
    expect(await lookAt(id)).toEqual({ name: "Quay", categories: ["All", "Quay"] });
    expect(await numbersIn(channel)).toEqual([[1, 1]]);
  });

  test("returns false and publishes nothing when nothing changed", async () => {
    const { id } = await makeRestaurant({ name: "Harbour" });
    const channel = someChannel();
    const bus = memoryBus(1);
    provideBus(bus);
    expect(await rename(id, "Another name", "Quay", channel)).toBe(false);
    expect(await lookAt(id)).toEqual({ name: "Harbour", categories: ["All"] });
    expect(await numbersIn(channel)).toEqual([]);
    expect(bus.stats().published).toBe(0);
    provideBus(undefined);
  });

  test("succeeds for one of fifty concurrent changes of the same row", async () => {
    const { id } = await makeRestaurant({ name: "Harbour" });
    const channel = someChannel();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => rename(id, "Harbour", `Quay ${n}`, channel)),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await numbersIn(channel)).toEqual([[1, 1]]);
    expect((await lookAt(id)).categories).toHaveLength(2);
  });
});

describe("publishing", () => {
  test("notifies the bus once, after the commit", async () => {
    const bus = memoryBus(1);
    const calls: number[] = [];
    provideBus({ ...bus, publish: async (messages) => void calls.push(messages.length) });
    const [one, other] = [someChannel(), someChannel()].sort();
    await transaction(async (tx) => {
      publish(tx, [say(String(one), 1), say(String(one), 2)]);
      publish(tx, [say(String(other), 3)]);
      expect(calls).toEqual([]);
    });
    await Promise.resolve();
    expect(calls).toEqual([3]);
    provideBus(undefined);
  });

  test("succeeds when the bus fails", async () => {
    provideBus({ ...memoryBus(1), publish: () => Promise.reject(new Error("away")) });
    const channel = someChannel();
    await transaction(async (tx) => publish(tx, [say(channel, 1)]));
    expect(await numbersIn(channel)).toEqual([[1, 1]]);
    provideBus(undefined);
  });

  test("refuses data that does not fit, with the event's name, and appends nothing", async () => {
    const channel = someChannel();
    const wrong: number = JSON.parse('"one"');
    await expect(transaction(async (tx) => publish(tx, [say(channel, wrong)]))).rejects.toThrow(
      /"said".*n: /,
    );
    expect(await numbersIn(channel)).toEqual([]);
  });

  test("to several people appends one copy for each, with the same batch id", async () => {
    const people = [crypto.randomUUID(), crypto.randomUUID()];
    const { batchId } = await transaction(async (tx) =>
      publishToUsers(tx, [...people, ...people], said, { n: 7 }),
    );
    for (const person of people) {
      const { events } = await readEvents(await queryable(), userChannel.name(person), 0);
      expect(events.map(({ data }) => JSON.parse(data))).toEqual([{ batch_id: batchId, n: 7, kind: "a" }]);
    }
  });
});

describe("reading the log", () => {
  test("returns pages with the head of the log", async () => {
    const channel = someChannel();
    await transaction(async (tx) =>
      publish(
        tx,
        Array.from({ length: 7 }, (_, n) => say(channel, n)),
      ),
    );
    const page = await readEvents(await queryable(), channel, 2, 3);
    expect(page.events.map(({ offset }) => offset)).toEqual([3, 4, 5]);
    expect(page).toMatchObject({ head: 7, tail: 0, epoch: expect.stringMatching(/^[0-9a-f]{8}$/) });
    expect(await readEvents(await queryable(), channel, 7)).toMatchObject({ head: 7, events: [] });
    expect(await readEvents(await queryable(), someChannel(), 0)).toEqual({
      epoch: "",
      head: 0,
      tail: 0,
      events: [],
    });
  });

  test("returns a page's cursor, with offset 0 for unwritten channels", async () => {
    const [written, unwritten] = [someChannel(), someChannel()];
    await transaction(async (tx) => publish(tx, [say(written, 1)]));
    const positions = decodeCursor(await readPosition([written, unwritten]));
    expect(positions?.get(written)).toEqual({ epoch: expect.stringMatching(/./), offset: 1 });
    expect(positions?.get(unwritten)).toEqual({ epoch: "", offset: 0 });
  });
});
