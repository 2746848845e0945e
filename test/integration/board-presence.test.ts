import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { POST as postCommand } from "@/app/api/commands/[name]/route";
import { GET as getStream } from "@/app/api/events/stream/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import type { Viewer } from "@/lib/auth/server/viewer";
import { boardPresenceChannel } from "@/lib/board/model/presence/channel";
import { NAME_LENGTH, presenceSchema } from "@/lib/board/model/presence/schema";
import { channels } from "@/lib/channels";
import { type CommandInput, commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { channelEvents } from "@/lib/db/schema/realtime";
import { memberships } from "@/lib/db/schema/stores";
import { hub } from "@/lib/realtime/hub/process-hub";
import { sessionCookie } from "@/test/support/credentials";
import { withDatabase } from "@/test/support/database";
import { collectFrames } from "@/test/support/sse-parser";
import { makeOrder, makePerson, makeRestaurant, type TestRestaurant } from "@/test/support/world";

vi.hoisted(() => {
  Object.assign(process.env, { LIMIT_CONNECT: "0", LIMIT_CONNECT_ADDRESS: "0", LIMIT_PRESENCE: "0" });
});

withDatabase();

const leaving = new AbortController();
afterAll(async () => {
  leaving.abort();
  await hub().owners.presence.end();
});

let store: TestRestaurant;
let channel: string;
let ana: Viewer;
let ben: Viewer;
let lena: Viewer;
beforeEach(async () => {
  store = await makeRestaurant();
  channel = boardPresenceChannel.name(store.id);
  ana = await makePerson("Ana", { staffOf: [store.id] });
  ben = await makePerson("Ben", { staffOf: [store.id] });
  lena = await makePerson("Lena");
});

type Input = CommandInput<"report_presence">;
let tabs = 0;
const newTab = () => `tab-of-a-test-${++tabs}`;
async function report(by: Viewer, input: Partial<Input> = {}) {
  const whole = { tenant_id: store.id, tab: newTab(), seq: 1, is_here: true, order_id: null, asks: true };
  return commands.report_presence.execute(by, { ...whole, ...input }, undefined);
}

async function open(by: Viewer, query = `?channels=${channel}`) {
  const { token } = await createToken(by.userId, { name: "test", scopes: ["events:read"] });
  const response = await getStream(
    new Request(`http://localhost:3000/api/events/stream${query}`, {
      headers: { Authorization: `Bearer ${token}` },
      signal: leaving.signal,
    }),
  );
  if (response.body === null || !response.ok) return { status: response.status, frames: [] };
  const { frames } = collectFrames(response.body);
  await expect.poll(() => frames.at(0)?.event).toBe("connected");
  return { status: response.status, frames };
}
const seenIn = (frames: readonly { event: string; data: string }[]) =>
  frames
    .filter(({ event }) => event === "board_presence")
    .map(({ data }) => presenceSchema.parse(JSON.parse(data)));

describe("a report of who has a board open", () => {
  test("reaches the colleagues' boards with the person's own name, and is not written anywhere", async () => {
    const order = await makeOrder(lena, store);
    const { frames } = await open(ben);
    const tab = newTab();
    expect(await report(ana, { tab, order_id: order.id })).toEqual({ ok: true, data: null });
    await expect
      .poll(() => seenIn(frames))
      .toEqual([
        { user_id: ana.userId, name: "Ana", tab, seq: 1, is_here: true, order_id: order.id, asks: true },
      ]);
    const db = await queryable();
    expect(await db.select().from(channelEvents).where(eq(channelEvents.channel, channel))).toEqual([]);
  });

  test("passes at most once a second for each tab, the last one always", async () => {
    const { frames } = await open(ben);
    const [first, second] = [newTab(), newTab()];
    for (let seq = 1; seq <= 20; seq += 1) await report(ana, { tab: first, seq });
    await report(ana, { tab: second });
    await report(ana, { tab: first, seq: 21, is_here: false });
    await expect.poll(() => seenIn(frames).at(-1), { timeout: 5_000 }).toMatchObject({ tab: first, seq: 21 });
    const ofFirst = seenIn(frames).filter(({ tab }) => tab === first);
    expect(ofFirst.map(({ seq }) => seq)).toEqual([1, 21]);
    expect(seenIn(frames).filter(({ tab }) => tab === second)).toHaveLength(1);
  });

  test("is refused of everyone who is not on the store's staff, admins included", async () => {
    const { frames } = await open(ben);
    const other = await makePerson("Carla", { staffOf: [(await makeRestaurant()).id] });
    const admin = await makePerson("Ada", { isAdmin: true });
    for (const person of [lena, other, admin])
      expect(await report(person)).toMatchObject({ ok: false, code: "forbidden" });
    await report(ana);
    await expect.poll(() => seenIn(frames).map(({ name }) => name)).toEqual(["Ana"]);
  });

  test("is refused with the next one when the person is not on the staff any more", async () => {
    const cookie = await sessionCookie(ana.userId, ana.credential.id);
    const post = async () => {
      const request = new Request("http://localhost:3000/api/commands/report_presence", {
        method: "POST",
        headers: { cookie, "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
        body: JSON.stringify({
          tenant_id: store.id,
          tab: newTab(),
          seq: 1,
          is_here: true,
          order_id: null,
          asks: false,
        }),
      });
      return (await postCommand(request, { params: Promise.resolve({ name: "report_presence" }) })).status;
    };
    expect(await post()).toBe(200);
    await (await queryable()).delete(memberships).where(eq(memberships.user_id, ana.userId));
    expect(await post()).toBe(403);
  });

  test("has a name that is cut, not refused, and never within a character", async () => {
    const { frames } = await open(ben);
    const long = await makePerson(`${"x".repeat(NAME_LENGTH - 1)}🍕🍕`, { staffOf: [store.id] });
    expect(await report(long)).toMatchObject({ ok: true });
    await expect.poll(() => seenIn(frames).map(({ name }) => name)).toEqual(["x".repeat(NAME_LENGTH - 1)]);
  });

  test.each<[string, Record<string, unknown>]>([
    ["no name of a tab", { tab: "" }],
    ["a long name of a tab", { tab: "a".repeat(41) }],
    ["a name of a tab with other characters", { tab: "tab of a test" }],
    ["a number below 0", { seq: -1 }],
    ["a number that no page reaches", { seq: 1e12 }],
    ["an order that is none", { order_id: "soup" }],
    ["a store that is none", { tenant_id: "sushi-bar" }],
    ["no word about being here", { is_here: undefined }],
  ])("is refused with %s", async (_, input) => {
    const given = { tenant_id: store.id, tab: newTab(), seq: 1, is_here: true, order_id: null, asks: true };
    expect(await commands.report_presence.execute(ana, { ...given, ...input }, undefined)).toMatchObject({
      ok: false,
      code: "invalid",
    });
  });
});

describe("the channel of those reports", () => {
  test("may be read by the store's staff alone, and only on request", async () => {
    const other = await makePerson("Carla", { staffOf: [(await makeRestaurant()).id] });
    const admin = await makePerson("Ada", { isAdmin: true });
    expect((await channels.judge(ana, [channel])).forbidden).toEqual([]);
    for (const person of [lena, other, admin]) {
      expect((await channels.judge(person, [channel])).forbidden).toEqual([channel]);
      expect((await open(person)).status).toBe(403);
    }
    expect(channels.defaultsOf(ana)).not.toContain(channel);
  });

  test("is not in the stream of the customer whose order is looked at", async () => {
    const order = await makeOrder(lena, store);
    const [customer, board] = [await open(lena, `?channels=order:${order.id}`), await open(ben)];
    await report(ana, { order_id: order.id });
    await expect.poll(() => seenIn(board.frames)).toHaveLength(1);
    expect(customer.status).toBe(200);
    expect(seenIn(customer.frames)).toEqual([]);
  });
});
