import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { GET } from "@/app/api/events/stream/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import { broadcastChannel, userChannel } from "@/lib/auth/model/channels";
import { channels } from "@/lib/channels";
import { queryable } from "@/lib/db/client";
import { memberships, tenants } from "@/lib/db/schema/stores";
import { transaction } from "@/lib/db/transaction";
import { orderChannel, tenantOrdersChannel } from "@/lib/orders/model/channels";
import { hub, provideHub } from "@/lib/realtime/hub/process-hub";
import { readPosition } from "@/lib/realtime/log/log";
import { decodeCursor, decodeId, Positions } from "@/lib/realtime/protocol/cursor";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { CHANNELS_PER_REQUEST, CHANNELS_PER_STREAM } from "@/lib/realtime/protocol/limits";
import { publish } from "@/lib/realtime/publish/publish";
import { withDatabase } from "@/test/support/database";
import { serveRoute } from "@/test/support/serve-route";
import { collectFrames } from "@/test/support/sse-parser";
import { makeOrder, makePerson, makeRestaurant } from "@/test/support/world";

// The environment is read once.
vi.hoisted(() => {
  Object.assign(process.env, { LIMIT_CONNECT: "0", LIMIT_CONNECT_ADDRESS: "0", HEARTBEAT_MS: "300" });
});

withDatabase();

const said = defineEvent({
  name: "said",
  durability: "durable",
  priority: "normal",
  schema: z.object({ n: z.number() }),
});

let server: Awaited<ReturnType<typeof serveRoute>>;
beforeAll(async () => {
  server = await serveRoute(GET);
});
afterAll(() => server.stop());

/** A replay reads one channel after the other, which takes seconds for hundreds of channels. */
const soon = (check: () => void) => vi.waitFor(check, { timeout: 20_000 });

const leaving: (() => void)[] = [];
beforeEach(() => provideHub(undefined));
afterEach(async () => {
  for (const leave of leaving.splice(0)) leave();
  await soon(() => expect(hub().stats().connections).toBe(0));
  await hub().owners.presence.end();
});

const BESIDES_STORES = 2;

async function makeStaff(stores: number) {
  const person = await makePerson("Staff");
  const restaurant = await makeRestaurant();
  const db = await queryable();
  const ids = Array.from({ length: stores }, () => crypto.randomUUID());
  const [row] = await db.select().from(tenants).where(eq(tenants.id, restaurant.id));
  if (row === undefined) throw new Error("The restaurant was not made");
  await db.insert(tenants).values(ids.map((id) => ({ ...row, id, slug: id, name: id })));
  await db.insert(memberships).values(ids.map((tenant_id) => ({ tenant_id, user_id: person.userId })));
  const { token } = await createToken(person.userId, { name: "test", scopes: ["events:read"] });
  return { userId: person.userId, token, names: ids.map((id) => tenantOrdersChannel.name(id)) };
}

async function ask(token: string, query: Record<string, string> = {}, lastEventId?: string) {
  const leave = new AbortController();
  leaving.push(() => leave.abort());
  return fetch(`${server.url}/api/events/stream?${new URLSearchParams(query)}`, {
    headers: {
      Authorization: `Bearer ${token}`,
      ...(lastEventId !== undefined && { "Last-Event-ID": lastEventId }),
    },
    signal: leave.signal,
  });
}

async function open(...request: Parameters<typeof ask>) {
  const response = await ask(...request);
  expect(response.status).toBe(200);
  if (response.body === null) throw new Error("A stream has a body");
  const { frames, ended } = collectFrames(response.body);
  // The test aborts the stream at its end.
  ended.catch(() => undefined);
  await soon(() => expect(frames.length).toBeGreaterThan(0));
  return {
    frames,
    heard: () => frames.filter(({ event }) => event === "said").map(({ data }) => JSON.parse(data).channel),
    count: (event: string) => frames.filter((frame) => frame.event === event).length,
  };
}

/** Publishes ten channels a transaction: each frame carries the whole cursor, and the queue takes 256 KiB. */
async function say(names: readonly string[], n: number) {
  for (let from = 0; from < names.length; from += 10)
    await transaction(async (tx) =>
      publish(
        tx,
        names.slice(from, from + 10).map((channel) => ({ channel, event: said, data: { n } })),
      ),
    );
}

describe("a person on the staff of 200 stores", () => {
  test("gets the events of every store, and after a reconnect the missed ones, by header and by query", async () => {
    const { userId, token, names } = await makeStaff(200);
    const all = [userChannel.name(userId), ...names, broadcastChannel.name()];
    const cursor = await readPosition(all);
    const [native, own] = [await open(token, { cursor }), await open(token, { cursor, client: "platewire" })];
    await say(names, 1);
    for (const stream of [native, own])
      await soon(() => expect(stream.heard().toSorted()).toEqual(names.toSorted()));
    const lastId = native.frames.at(-1)?.id ?? "";
    expect(decodeCursor(lastId)?.size).toBe(all.length);
    await say(names, 2);
    const resumed = [await open(token, {}, lastId), await open(token, { cursor: lastId })];
    for (const stream of resumed) {
      await soon(() => expect(stream.heard().toSorted()).toEqual(names.toSorted()));
      expect(stream.count("reset")).toBe(0);
      expect(JSON.parse(stream.frames[0]?.data ?? "").resumed).toBe(true);
    }
  });
});

describe("the most channels that one stream carries", () => {
  test("are accepted, and one more is refused, whether it is requested or belongs to the session", async () => {
    const { userId, token, names } = await makeStaff(CHANNELS_PER_STREAM - BESIDES_STORES - 1);
    const person = await makePerson("Customer");
    const restaurant = await makeRestaurant();
    const orders = [
      await makeOrder({ ...person, userId }, restaurant),
      await makeOrder({ ...person, userId }, restaurant),
    ];
    const [one = "", two = ""] = orders.map(({ id }) => orderChannel.name(id));
    const full = await open(token, { channels: one });
    expect(JSON.parse(full.frames[0]?.data ?? "").channels).toHaveLength(CHANNELS_PER_STREAM);
    await say([...names, one], 1);
    await soon(() => expect(full.heard()).toHaveLength(names.length + 1));

    const tooMany = await ask(token, { channels: `${one},${two}` });
    expect(tooMany.status).toBe(400);
    expect(await tooMany.json()).toEqual({
      success: false,
      errors: [expect.stringContaining(`${CHANNELS_PER_STREAM} channels`)],
    });
    const overstaffed = await makeStaff(CHANNELS_PER_STREAM - BESIDES_STORES + 1);
    expect((await ask(overstaffed.token)).status).toBe(400);
  });

  test("that may be requested by name are judged together: the permitted one and the forbidden ones", async () => {
    const ana = await makePerson("Ana");
    const restaurant = await makeRestaurant();
    const { id } = await makeOrder(ana, restaurant);
    const asked = [
      orderChannel.name(id),
      ...Array.from({ length: CHANNELS_PER_REQUEST - 1 }, () => orderChannel.name(crypto.randomUUID())),
    ];
    expect(await channels.judge(ana, asked)).toEqual({ malformed: [], forbidden: asked.slice(1) });
    const eve = await makePerson("Eve");
    expect((await channels.judge(eve, asked)).forbidden).toEqual(asked);
  });
});

describe("a reader that folds ids", () => {
  test("has after each frame the cursor that a native reader gets, and resumes from it without loss", async () => {
    const { token, names } = await makeStaff(5);
    const [native, own] = [await open(token), await open(token, { client: "platewire" })];
    for (let n = 0; n < 8; n++)
      await say(
        names.filter((_, index) => (n + index) % 3 > 0),
        n,
      );
    const sent = 27;
    for (const stream of [native, own]) await soon(() => expect(stream.heard()).toHaveLength(sent));

    const folded = decodeCursor(own.frames[0]?.id ?? "");
    const whole = native.frames.filter(({ event }) => event === "said");
    const changes = own.frames.filter(({ event }) => event === "said");
    const cursors = changes.map(({ id }, index) => {
      expect(decodeCursor(id)).toBeNull();
      folded?.fold(decodeId(id) ?? new Positions());
      const expected = decodeCursor(whole[index]?.id ?? "");
      for (const name of names) expect(folded?.get(name)?.offset).toEqual(expected?.get(name)?.offset);
      return folded?.encode() ?? "";
    });
    const [early, late] = [cursors[3] ?? "", cursors[20] ?? ""];
    for (const [cursor, missed] of [
      [early, sent - 4],
      [late, sent - 21],
    ] as const) {
      const resumed = await open(token, { cursor, client: "platewire" });
      await soon(() => expect(resumed.heard()).toHaveLength(missed));
      expect(resumed.count("reset")).toBe(0);
    }
  });

  test("gets the whole cursor with the heartbeat that follows a change", async () => {
    const { token, names } = await makeStaff(2);
    const own = await open(token, { client: "platewire" });
    await say(names, 1);
    await soon(() => expect(own.heard()).toHaveLength(2));
    await soon(() => {
      const beat = own.frames.findLast(({ event }) => event === "heartbeat");
      const positions = decodeCursor(beat?.id ?? "");
      expect(names.map((name) => positions?.get(name)?.offset)).toEqual([1, 1]);
    });
  });

  test("that sends the id of one change as a cursor gets a reset of every channel", async () => {
    const { token, names } = await makeStaff(2);
    const own = await open(token, { client: "platewire" });
    await say(names, 1);
    await soon(() => expect(own.heard()).toHaveLength(2));
    const change = own.frames.find(({ event }) => event === "said")?.id ?? "";
    for (const stream of [await open(token, {}, change), await open(token, { cursor: change })]) {
      await soon(() => expect(stream.count("reset")).toBe(names.length + BESIDES_STORES));
      expect(JSON.parse(stream.frames[1]?.data ?? "").reason).toBe("invalid");
    }
  });
});
