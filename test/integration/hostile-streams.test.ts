import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { GET } from "@/app/api/events/stream/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import { roleChannel, userChannel } from "@/lib/auth/model/channels";
import { channels } from "@/lib/channels";
import { queryable } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { orderChannel, tenantOrdersChannel } from "@/lib/orders/model/channels";
import { hub, provideHub } from "@/lib/realtime/hub/process-hub";
import { readHeads } from "@/lib/realtime/log/log";
import { encodeCursor } from "@/lib/realtime/protocol/cursor";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { publish } from "@/lib/realtime/publish/publish";
import { withDatabase } from "@/test/support/database";
import { serveRoute } from "@/test/support/serve-route";
import { type ReadFrame, sseParser } from "@/test/support/sse-parser";
import { makeOrder, makePerson, makeRestaurant } from "@/test/support/world";

// The environment is read once.
vi.hoisted(() => {
  Object.assign(process.env, { LIMIT_CONNECT: "30", LIMIT_CONNECT_ADDRESS: "0", TRUSTED_PROXIES: "0" });
});

withDatabase();

const said = defineEvent({
  name: "said",
  durability: "durable",
  priority: "normal",
  schema: z.object({ secret: z.string() }),
});

let server: Awaited<ReturnType<typeof serveRoute>>;
beforeAll(async () => {
  server = await serveRoute(GET);
});
afterAll(() => server.stop());

const leaving: (() => void)[] = [];
beforeEach(() => provideHub(undefined));
afterEach(async () => {
  for (const leave of leaving.splice(0)) leave();
  await vi.waitFor(() => expect(hub().stats().connections).toBe(0));
  await hub().owners.presence.end();
});

async function somebody(name: string) {
  const person = await makePerson(name);
  const { token } = await createToken(person.userId, { name: "test", scopes: ["events:read"] });
  return { ...person, token, channels: channels.defaultsOf(person) };
}
type Somebody = Awaited<ReturnType<typeof somebody>>;

/** Sends a raw request, because clients check and encode what they send. */
async function send(who: Somebody, path: string, header?: string) {
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  leaving.push(() => socket.destroy());
  await once(socket, "connect");
  const last = header === undefined ? "" : `Last-Event-ID: ${header}\r\n`;
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${who.token}\r\n${last}\r\n`,
    "latin1",
  );
  const frames: ReadFrame[] = [];
  const parse = sseParser();
  let text = "";
  let isStream = false;
  socket.setEncoding("utf8");
  socket.on("error", () => undefined);
  socket.on("data", (piece: string) => {
    text += piece;
    const body = text.indexOf("\r\n\r\n");
    if (body < 0) return;
    frames.push(...parse(isStream ? piece : text.slice(body + 4)));
    isStream = true;
  });
  await vi.waitFor(() => expect(text).toContain("\r\n\r\n"));
  return {
    frames,
    text: () => text,
    status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]),
    header: (name: string) => new RegExp(`^${name}: (.*)$`, "im").exec(text)?.[1]?.trim(),
    resets: () => frames.filter(({ event }) => event === "reset").map(({ data }) => JSON.parse(data)),
    channels: () => JSON.parse(frames[0]?.data ?? "{}").channels,
  };
}

const stream = (query = "") => `/api/events/stream${query}`;
const tell = (channel: string, secret: string) =>
  transaction(async (tx) => publish(tx, [{ channel, event: said, data: { secret } }]));
const longVector = (channels: number) =>
  encodeCursor(
    Array.from({ length: channels }, () => [
      orderChannel.name(crypto.randomUUID()),
      { epoch: "0000aaaa", offset: 1 },
    ]),
  );

describe("a cursor that this server did not issue", () => {
  test.each([
    ["garbage", "'; drop table channels; --"],
    ["10 KB of letters", "x".repeat(10 * 1024)],
    ["10 KB of positions", longVector(600).slice(0, 10 * 1024)],
    ["an incomplete escape", "%E0%A4%A"],
    ["a line end, escaped", "v1~broadcast=.0%0Aid:%20forged%0A%0Adata:%20forged"],
    ["a NUL, escaped", "v1~broadcast=%00.0"],
    ["a channel twice", "v1~broadcast=.0~broadcast=.0"],
    ["an offset beyond the safe integers", "v1~broadcast=.zzzzzzzzzzz"],
    ["a negative offset", "v1~broadcast=.-1"],
    ["another version", "v9~broadcast=.0"],
    ["letters outside ASCII", "v1~br\u00f6adcast=.0"],
    ["names of object properties", "v1~__proto__=.0~constructor=.0"],
  ])(
    "(%s) is answered with a reset of every channel, in the header as well as in the query",
    async (_, cursor) => {
      const ana = await somebody("Ana");
      const query = cursor.replaceAll(/[^!-~]/g, encodeURIComponent);
      for (const asked of [await send(ana, stream(), cursor), await send(ana, stream(`?cursor=${query}`))]) {
        expect(asked.status).toBe(200);
        await vi.waitFor(() => expect(asked.resets()).toHaveLength(ana.channels.length));
        expect(asked.resets().map(({ channel }) => channel)).toEqual(ana.channels);
        expect(new Set(asked.resets().map(({ reason }) => reason))).toEqual(new Set(["invalid"]));
        expect(asked.channels()).toEqual(ana.channels);
        expect(asked.text()).not.toContain("forged");
      }
    },
  );

  test("of ten thousand channels is refused with 431, the limit on the size of headers", async () => {
    const ana = await somebody("Ana");
    expect((await send(ana, stream(), longVector(10_000))).status).toBe(431);
    expect((await send(ana, stream(`?channels=${"order:x,".repeat(10_000)}`))).status).toBe(431);
  });

  test("in the header takes precedence over one in the query, unless it is empty", async () => {
    const ana = await somebody("Ana");
    const good = encodeCursor(ana.channels.map((name) => [name, { epoch: "", offset: 0 }]));
    const both = await send(ana, stream(`?cursor=${good}`), "garbage");
    await vi.waitFor(() => expect(both.resets()).toHaveLength(ana.channels.length));
    const resumed = await send(ana, stream(`?cursor=${good}`), "");
    await vi.waitFor(() => expect(resumed.frames).toHaveLength(1));
    expect(JSON.parse(resumed.frames[0]?.data ?? "").resumed).toBe(true);
  });

  test("ahead of the log or from another epoch gets a reset for that channel, which continues from its head", async () => {
    const ana = await somebody("Ana");
    const own = userChannel.name(ana.userId);
    await tell(own, "first");
    const epoch = (await readHeads(await queryable(), [own])).get(own)?.epoch ?? "";
    const at = (position: { epoch: string; offset: number }) =>
      encodeCursor(ana.channels.map((name) => [name, name === own ? position : { epoch: "", offset: 0 }]));
    const ahead = await send(ana, stream(), at({ epoch, offset: Number.MAX_SAFE_INTEGER }));
    const elsewhere = await send(ana, stream(), at({ epoch: "ffffffff", offset: 1 }));
    await vi.waitFor(() => {
      expect(ahead.resets()).toEqual([{ channel: own, offset: 1, epoch, reason: "ahead" }]);
      expect(elsewhere.resets()).toEqual([{ channel: own, offset: 1, epoch, reason: "epoch" }]);
    });
    await tell(own, "second");
    for (const { frames } of [ahead, elsewhere])
      await vi.waitFor(() =>
        expect(
          frames.filter(({ event }) => event === "said").map(({ data }) => JSON.parse(data).offset),
        ).toEqual([2]),
      );
  });

  test("that names another person's channel returns no events of it, nor whether the position was right", async () => {
    const [ana, eve] = [await somebody("Ana"), await somebody("Eve")];
    const theirs = userChannel.name(ana.userId);
    await tell(theirs, "for Ana alone");
    const { epoch = "", head = 0 } = (await readHeads(await queryable(), [theirs])).get(theirs) ?? {};
    const eves = eve.channels.map((name) => [name, { epoch: "", offset: 0 }] as const);
    const guesses = [
      { epoch, offset: 0 },
      { epoch, offset: head },
      { epoch, offset: head + 7 },
      { epoch: "ffffffff", offset: head },
    ];
    const said = [];
    for (const guess of guesses) {
      const asked = await send(eve, stream(), encodeCursor([...eves, [theirs, guess]]));
      await vi.waitFor(() => expect(asked.frames).toHaveLength(1));
      said.push(asked);
    }
    await tell(theirs, "for Ana alone, live");
    await tell("broadcast", "for everybody");
    for (const asked of said) {
      await vi.waitFor(() => expect(asked.frames).toHaveLength(2));
      expect(asked.channels()).toEqual(eve.channels);
      expect(asked.text()).toContain("for everybody");
      expect(asked.text()).not.toContain("for Ana alone");
      expect(asked.text()).not.toContain(ana.userId);
      const connected = { ...JSON.parse(asked.frames[0]?.data ?? ""), connection_id: "", server_time: "" };
      const first = { ...JSON.parse(said[0]?.frames[0]?.data ?? ""), connection_id: "", server_time: "" };
      expect(connected).toEqual(first);
    }
  });
});

describe("the channels parameter", () => {
  test.each([
    ["an unknown kind", "nobody:1"],
    ["the control channel", "control"],
    ["a NUL", "broadcast%00"],
    ["a line end", "broadcast%0Adata:%20forged"],
    ["an incomplete escape", "%E0%A4%A"],
    ["the name of an object property", "__proto__"],
    ["a path", "../../etc/passwd"],
    ["an upper-case id", `order:${crypto.randomUUID().toUpperCase()}`],
    ["a wildcard", "order:*"],
    ["8 KB of letters", "x".repeat(8 * 1024)],
  ])("with %s is refused with 400 and a short message", async (_, name) => {
    const ana = await somebody("Ana");
    const asked = await send(ana, stream(`?channels=${name}`));
    expect(asked.status).toBe(400);
    expect(asked.text().length).toBeLessThan(1_000);
    expect(asked.text()).not.toContain("\ndata: forged");
  });

  test("with more than 64 different channels is refused with 400", async () => {
    const ana = await somebody("Ana");
    const ids = Array.from({ length: 65 }, () => orderChannel.name(crypto.randomUUID()));
    expect((await send(ana, stream(`?channels=${ids.join(",")}`))).status).toBe(400);
    const own = userChannel.name(ana.userId);
    const repeated = await send(ana, stream(`?channels=,,${`${own},`.repeat(200)},broadcast`));
    await vi.waitFor(() => expect(repeated.frames).toHaveLength(1));
    expect(repeated.channels()).toEqual(ana.channels);
  });

  test("does not reveal which forbidden channels exist", async () => {
    const [ana, eve] = [await somebody("Ana"), await somebody("Eve")];
    const order = await makeOrder(ana, await makeRestaurant());
    const words = [];
    for (const name of [
      orderChannel.name(order.id),
      orderChannel.name(crypto.randomUUID()),
      userChannel.name(ana.userId),
      userChannel.name(crypto.randomUUID()),
      tenantOrdersChannel.name(order.tenant_id),
      roleChannel.name("admin"),
    ]) {
      const asked = await send(eve, stream(`?channels=broadcast,${name}`));
      expect(asked.status).toBe(403);
      await vi.waitFor(() => expect(asked.text()).toContain("success"));
      words.push(
        asked
          .text()
          .split("\r\n\r\n")[1]
          ?.replace(name, "…")
          .replace(/^[0-9a-f]+\r\n/, ""),
      );
    }
    expect(new Set(words).size).toBe(1);
  });
});

test("a person who opens streams too often gets 429 with Retry-After, and other people are not affected", async () => {
  const ana = await somebody("Ana");
  const statuses = [];
  for (let count = 0; count < 31; count++) {
    statuses.push((await send(ana, stream())).status);
    leaving.pop()?.();
  }
  expect(statuses.indexOf(429)).toBe(30);
  const refused = await send(ana, stream());
  expect(refused.status).toBe(429);
  expect(Number(refused.header("retry-after"))).toBeGreaterThan(0);
  expect(refused.text()).toContain('{"success":false,"errors":["Too many requests in a short time');
  expect((await send(await somebody("Ben"), stream())).status).toBe(200);
});
