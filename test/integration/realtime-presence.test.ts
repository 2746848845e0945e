import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as z from "zod/mini";
import { broadcastChannel, roleChannel, userChannel } from "@/lib/auth/model/channels";
import { publishToConnected, publishToUsers } from "@/lib/auth/server/publish-to-people";
import { channels } from "@/lib/channels";
import { database, queryable } from "@/lib/db/client";
import { connectedUsers as connectedUsersTable, streamInstances } from "@/lib/db/schema/realtime";
import { transaction } from "@/lib/db/transaction";
import { menuChannel } from "@/lib/menu/model/channels";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import type { Bus } from "@/lib/realtime/bus/bus";
import { memoryBus } from "@/lib/realtime/bus/memory";
import { provideBus } from "@/lib/realtime/bus/process-bus";
import { CONTROL_CHANNEL, dropUser } from "@/lib/realtime/hub/control";
import { databasePresence, provideHub } from "@/lib/realtime/hub/process-hub";
import {
  connectedUsers,
  countConnections,
  countConnectionsOf,
  isConnected,
} from "@/lib/realtime/presence/presence";
import { decodeCursor } from "@/lib/realtime/protocol/cursor";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { publish } from "@/lib/realtime/publish/publish";
import { withDatabase } from "@/test/support/database";
import { type StreamInstance, startInstance } from "@/test/support/stream-instance";
import { ROOMY, streamRequest } from "@/test/support/stream-request";
import { makePerson } from "@/test/support/world";

const news = defineEvent({
  name: "news",
  durability: "durable",
  priority: "normal",
  schema: z.object({ text: z.string() }),
});

const deadBus = (): Bus => ({ ...memoryBus(4), publish: async () => undefined });
const somebody = () => crypto.randomUUID();

withDatabase();

let here: StreamInstance;
let there: StreamInstance;

function begin(bus: Bus = memoryBus(4)) {
  provideBus(bus);
  here = startInstance(bus);
  there = startInstance(bus);
  provideHub(here.hub);
}

async function tell(...instances: StreamInstance[]) {
  for (const { hub } of instances) await hub.owners.presence.write();
}

async function rows() {
  const db = await queryable();
  return {
    instances: (await db.select({ id: streamInstances.id }).from(streamInstances)).map(({ id }) => id),
    users: (await db.select({ userId: connectedUsersTable.user_id }).from(connectedUsersTable)).map(
      ({ userId }) => userId,
    ),
  };
}

beforeEach(() => begin());
afterEach(async () => {
  await here.stop();
  await there.stop();
  provideHub(undefined);
  provideBus(undefined);
  const db = await queryable();
  await db.delete(streamInstances);
});

describe("asking who is connected", () => {
  test("counts streams and people of all instances", async () => {
    const [ana, ben, cem] = [somebody(), somebody(), somebody()];
    await here.open({ userId: ana });
    await here.open({ userId: ana });
    await there.open({ userId: ana });
    await there.open({ userId: ben });
    await tell(here, there);
    for (const { hub } of [here, there]) {
      provideHub(hub);
      expect(await countConnections()).toBe(4);
      expect(await countConnectionsOf(ana)).toBe(3);
      expect(await isConnected(ben)).toBe(true);
      expect(await isConnected(cem)).toBe(false);
      expect((await connectedUsers()).sort()).toEqual([ana, ben].sort());
    }
  });

  test("counts its own streams at once, and those of other instances after their next write", async () => {
    const [ana, ben] = [somebody(), somebody()];
    const own = await here.open({ userId: ana });
    const other = await there.open({ userId: ben });
    expect(await isConnected(ana)).toBe(true);
    await vi.waitFor(async () => expect(await isConnected(ben)).toBe(true), { timeout: 5_000 });
    own.leave();
    other.leave();
    expect(await isConnected(ana)).toBe(false);
    await vi.waitFor(async () => expect(await countConnections()).toBe(0), { timeout: 5_000 });
  });

  test("ignores a crashed instance and removes its rows", async () => {
    const [ana, ben] = [somebody(), somebody()];
    await here.open({ userId: ana });
    await there.open({ userId: ben });
    await tell(here, there);
    const db = await queryable();
    await db
      .update(streamInstances)
      .set({ seen_at: sql`now() - interval '11 seconds'` })
      .where(eq(streamInstances.id, there.hub.owners.presence.instanceId));
    expect(await countConnections()).toBe(1);
    expect(await isConnected(ben)).toBe(false);
    expect(await connectedUsers()).toEqual([ana]);
    await here.open({ userId: ana });
    await tell(here);
    expect(await rows()).toEqual({ instances: [here.hub.owners.presence.instanceId], users: [ana] });
  });

  test("counts a frozen instance and all its people again once it resumes", async () => {
    const [ana, ben] = [somebody(), somebody()];
    await there.open({ userId: ana });
    await tell(there);
    const db = await queryable();
    await db.delete(streamInstances).where(eq(streamInstances.id, there.hub.owners.presence.instanceId));
    expect(await countConnections()).toBe(0);
    await there.open({ userId: ben });
    await tell(there, there);
    expect(await countConnections()).toBe(2);
    expect((await connectedUsers()).sort()).toEqual([ana, ben].sort());
  });

  test("notices in the same write that another instance is removing its rows", async (context) => {
    const { kind } = await database();
    // The test needs two connections.
    if (kind === "embedded") context.skip();
    const id = somebody();
    const write = () => databasePresence.write(id, 1, new Map([[somebody(), 1]]));
    expect(await write()).toMatchObject({ wasKnown: false });
    expect(await write()).toMatchObject({ wasKnown: true });
    const late = await transaction(async (tx) => {
      await tx.delete(streamInstances).where(eq(streamInstances.id, id));
      const written = write();
      const db = await queryable();
      const waiting = () =>
        db.select({ pid: sql`pid` }).from(sql`pg_stat_activity`).where(sql`wait_event = 'transactionid'`);
      await expect.poll(waiting).not.toEqual([]);
      return { written };
    });
    expect(await late.written).toMatchObject({ wasKnown: false });
    await databasePresence.remove(id);
  });

  test("makes no query while no one is connected", async () => {
    const stream = await here.open();
    await tell(here);
    stream.leave();
    await tell(here);
    const { db } = await database();
    const asked = vi.spyOn(db, "execute");
    await tell(here, there);
    expect(asked).not.toHaveBeenCalled();
    expect(await rows()).toEqual({ instances: [], users: [] });
  });

  test("leaves no row behind after a thousand streams that came and went", async () => {
    const people = Array.from({ length: 100 }, somebody);
    const open = async (index: number) => await here.open({ userId: people[index % 100] ?? "" });
    const streams = await Promise.all(Array.from({ length: 1_000 }, (_, index) => open(index)));
    await tell(here);
    expect((await rows()).users.sort()).toEqual([...people].sort());
    for (const { leave } of streams) leave();
    await Promise.all(streams.map(({ ended }) => ended));
    await tell(here);
    expect(await rows()).toEqual({ instances: [], users: [] });
    expect(here.hub.stats()).toMatchObject({ connections: 0, users: 0, addresses: 0, channels: 0 });
  });
});

describe("dropping a person", () => {
  const drop = (userId: string) => transaction(async (tx) => dropUser(tx, userId));

  test.each([
    ["at once over the bus", memoryBus(4)],
    ["within a position check when the bus loses the message", deadBus()],
  ])("ends only that person's streams, at every instance, %s", async (_, bus) => {
    begin(bus);
    const [ana, ben] = [somebody(), somebody()];
    const dropped = [await here.open({ userId: ana }), await there.open({ userId: ana })];
    const kept = [await here.open({ userId: ben }), await there.open({ userId: ben })];
    await drop(ana);
    await Promise.all(dropped.map(({ ended }) => ended));
    for (const { heard } of dropped)
      expect(heard("bye")).toEqual([{ reason: "dropped", retry_ms: expect.any(Number) }]);
    for (const { connection } of kept) expect(connection.isClosed).toBe(false);
    await here.open({ userId: ana });
    await there.open({ userId: ana });
  });

  test("does nothing when its transaction is rolled back", async () => {
    const ana = somebody();
    const stream = await here.open({ userId: ana });
    await transaction(async (tx, rollback: (value: string) => never) => {
      dropUser(tx, ana);
      return rollback("undone");
    });
    await here.hub.check();
    await here.hub.check();
    expect(stream.connection.isClosed).toBe(false);
  });

  test("refuses a stream that was authorised before the drop and joins after it", async () => {
    const ana = somebody();
    await here.open();
    const [early, earlyThere] = [
      await streamRequest(here.hub, { userId: ana }),
      await streamRequest(there.hub, { userId: ana }),
    ];
    const innocent = await streamRequest(here.hub);
    const other = await here.open({ userId: ana });
    await drop(ana);
    await other.ended;
    expect(await here.hub.open(early)).toBe("dropped");
    // The other instance had no connections, so it did not follow the control channel.
    expect(await there.hub.open(earlyThere)).toBe("dropped");
    expect(await here.hub.open(innocent)).not.toBeTypeOf("string");
    expect(here.hub.owners.counts.ofUser(ana)).toBe(0);
    await here.open({ userId: ana });
  });

  test("ends a stream that is still being opened", async () => {
    const { promise: slowly, resolve: answer } = Promise.withResolvers<void>();
    const slow = startInstance(memoryBus(4), {
      presence: {
        ...databasePresence,
        countElsewhere: async () => {
          await slowly;
          return new Map();
        },
      },
    });
    const ana = somebody();
    const opening = slow.hub.open(await streamRequest(slow.hub, { userId: ana }));
    await drop(ana);
    answer();
    const opened = await opening;
    if (typeof opened !== "string") await vi.waitFor(() => expect(opened.isClosed).toBe(true));
    expect(slow.hub.owners.counts.ofUser(ana)).toBe(0);
    await slow.stop();
  });

  test("uses a channel that no reader may read", async () => {
    const ana = somebody();
    await drop(ana);
    const stream = await here.open({ userId: ana });
    await vi.waitFor(() => expect(stream.frames).toHaveLength(1));
    const admin = await makePerson("Admin", { isAdmin: true });
    expect((await channels.judge(admin, [CONTROL_CHANNEL])).malformed).toEqual([CONTROL_CHANNEL]);
    expect(stream.heard("connected")).toEqual([expect.objectContaining({ channels: ["broadcast"] })]);
    const positions = decodeCursor(stream.frames[0]?.id ?? "");
    expect([positions?.size, positions?.has("broadcast")]).toEqual([1, true]);
  });

  test("ends all streams when the control channel starts a new epoch", async () => {
    await drop(somebody());
    const streams = [await here.open(), await here.open()];
    const { db } = await database();
    await db.execute(
      sql`update channels set epoch = 'restored', appended_at = now() where name = ${CONTROL_CHANNEL}`,
    );
    await Promise.all(streams.map(({ ended }) => ended));
    for (const { heard } of streams)
      expect(heard("bye")).toEqual([{ reason: "dropped", retry_ms: expect.any(Number) }]);
  });
});

describe("the cap for each person", () => {
  const capped = (over: Partial<typeof ROOMY>) => ({ caps: { ...ROOMY, ...over } });

  test("holds over all instances together", async () => {
    const bus = memoryBus(4);
    const first = startInstance(bus, capped({ perUser: 3 }));
    const second = startInstance(bus, capped({ perUser: 3 }));
    const ana = somebody();
    const streams = [await first.open({ userId: ana }), await first.open({ userId: ana })];
    await first.hub.owners.presence.write();
    await second.open({ userId: ana });
    const tryAgain = async () => second.hub.open(await streamRequest(second.hub, { userId: ana }));
    expect(await tryAgain()).toBe("user_full");
    expect(second.hub.stats()).toMatchObject({ connections: 1, refused: { user_full: 1 } });
    await second.open();
    streams[0]?.leave();
    await first.hub.owners.presence.write();
    expect(await tryAgain()).not.toBeTypeOf("string");
    await first.stop();
    await second.stop();
  });

  test("is exact within one instance under concurrent requests", async () => {
    const one = startInstance(memoryBus(4), capped({ perUser: 5 }));
    const ana = somebody();
    const requests = await Promise.all(
      Array.from({ length: 50 }, () => streamRequest(one.hub, { userId: ana })),
    );
    const opened = await Promise.all(requests.map((request) => one.hub.open(request)));
    expect(opened.filter((each) => each === "user_full")).toHaveLength(45);
    expect(one.hub.owners.counts.ofUser(ana)).toBe(5);
    await one.stop();
  });
});

describe("publishing, from one instance to the readers of another", () => {
  const said = (data: { text: string }) => ({ event: news, data });
  const tenantId = somebody();
  const addressees = {
    "one person": userChannel.name,
    "all staff of a tenant": () => tenantOrdersChannel.name(tenantId),
    "a role": () => roleChannel.name("admin"),
    "a channel": () => menuChannel.name(tenantId),
    everyone: () => broadcastChannel.name(),
  };

  test.each(Object.entries(addressees))("to %s", async (_, channelOf) => {
    const ana = somebody();
    const channel = channelOf(ana);
    const streams = [await here.open({ channels: [channel] }), await there.open({ channels: [channel] })];
    const stranger = await there.open({ channels: [userChannel.name(somebody())] });
    await transaction(async (tx) => publish(tx, [{ channel, ...said({ text: "hello" }) }]));
    for (const { heard } of streams)
      await vi.waitFor(() => expect(heard("news")).toMatchObject([{ channel, text: "hello" }]));
    expect(stranger.heard("news")).toEqual([]);
  });

  test("to several people, as one batch", async () => {
    const people = [somebody(), somebody()];
    const streams = await Promise.all(
      people.map((userId, index) =>
        [here, there][index]?.open({ userId, channels: [userChannel.name(userId)] }),
      ),
    );
    const { batchId } = await transaction(async (tx) => publishToUsers(tx, people, news, { text: "both" }));
    for (const stream of streams)
      await vi.waitFor(() =>
        expect(stream?.heard("news")).toMatchObject([{ batch_id: batchId, text: "both" }]),
      );
  });

  test("to the people who are connected now, at any instance, as one batch", async () => {
    const [ana, ben, away] = [somebody(), somebody(), somebody()];
    const open = (instance: StreamInstance, userId: string) =>
      instance.open({ userId, channels: [userChannel.name(userId)] });
    const streams = [await open(here, ana), await open(there, ben)];
    await tell(there);
    const { batchId, userIds } = await transaction(async (tx) =>
      publishToConnected(tx, news, { text: "now" }),
    );
    expect([...userIds].sort()).toEqual([ana, ben].sort());
    for (const { heard } of streams)
      await vi.waitFor(() => expect(heard("news")).toMatchObject([{ batch_id: batchId, text: "now" }]));
    const late = await open(here, away);
    await here.hub.check();
    expect(late.heard("news")).toEqual([]);
  });

  test("to connected people reaches no one when no one is connected", async () => {
    const { userIds } = await transaction(async (tx) => publishToConnected(tx, news, { text: "empty" }));
    expect(userIds).toEqual([]);
  });
});
