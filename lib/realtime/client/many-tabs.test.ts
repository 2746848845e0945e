// @vitest-environment happy-dom
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { FakeBrowser, type FakeTab } from "@/test/support/fake-browser";
import { FakeEventSource } from "@/test/support/fake-event-source";
import { FakeStreamServer } from "@/test/support/fake-stream-server";
import { defineCatalogue, defineEvent } from "../define-events";
import type { StreamMessage } from "./reader";
import { StreamClient } from "./stream-client";

const said = defineEvent({
  name: "said",
  durability: "durable",
  priority: "normal",
  schema: z.object({ n: z.number() }),
});
const catalogue = defineCatalogue([said]);
const MINE = "user:me";
const ORDERS = ["order:a", "order:b", "order:c"];

/** A browser with any number of tabs, and the server they read from. `random`: 0 to 1, each time another. */
function makeWorld(random: () => number = () => 0) {
  const byUrl = new Map<string, FakeTab>();
  const delayMs = () => Math.floor(random() * 60);
  const browser = new FakeBrowser(delayMs);
  const server = new FakeStreamServer([MINE], delayMs, (source, say) => {
    // A line keeps its order; a tab that hangs reads it later.
    byUrl.get(new URL(source.url, "http://localhost").pathname)?.whenAwake(say);
  });
  vi.stubGlobal(
    "EventSource",
    class extends FakeEventSource {
      constructor(url: string) {
        super(url);
        server.accept(this);
      }
    },
  );
  const beating = setInterval(() => server.beat(), 10_000);

  function openTab(channels: readonly string[] = [], session = "s") {
    const tab = browser.openTab();
    const url = `/stream/${browser.tabs.length}`;
    byUrl.set(url, tab);
    const client = new StreamClient({
      url,
      catalogue,
      cursor: server.cursorOf([MINE, ...channels]),
      channels: [MINE],
      session,
      commons: tab.commons,
    });
    const from = new Map<string, number>();
    const heard = new Map<string, (number | string)[]>();
    const read = (channel: string) => {
      from.set(channel, server.head(channel));
      const list: (number | string)[] = [];
      heard.set(channel, list);
      client.subscribe(channel, (message: StreamMessage) =>
        list.push(message.kind === "event" ? (message.offset ?? 0) : message.reason),
      );
    };
    for (const channel of [MINE, ...channels]) read(channel);
    client.start();
    return {
      tab,
      client,
      heard,
      /** Every event since the page was there, once, in order. */
      owed: () =>
        new Map(
          [...from].map(([channel, start]) => [
            channel,
            Array.from({ length: server.head(channel) - start }, (_, index) => start + index + 1),
          ]),
        ),
      /** The page goes on to show something else, too. */
      readToo: (channel: string) => {
        if (from.has(channel)) return;
        client.expect([MINE], server.cursorOf([channel]), session);
        read(channel);
      },
      close: () => client.stop(),
      crash: () => {
        tab.crash();
        for (const source of FakeEventSource.all)
          if (new URL(source.url, "http://localhost").pathname === url) source.close();
        // The test's process goes on: its timers end here.
        client.stop();
      },
    };
  }
  return { browser, server, openTab, end: () => clearInterval(beating) };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
  FakeEventSource.all = [];
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the tabs of one browser", () => {
  test("hold one stream, and each shows every event once", async () => {
    const { server, openTab } = makeWorld();
    const tabs = Array.from({ length: 10 }, () => openTab());
    await pass(100);
    expect(server.connections()).toBe(1);
    server.append(MINE);
    server.append(MINE);
    await pass(0);
    for (const { client, heard } of tabs) {
      expect(client.status().state).toBe("live");
      expect(heard.get(MINE)).toEqual([1, 2]);
    }
    expect(FakeEventSource.all).toHaveLength(1);
  });

  test("share nothing with those of another sign-in", async () => {
    const { server, openTab } = makeWorld();
    const tabs = [openTab([], "one"), openTab([], "other"), openTab([], "other")];
    await pass(100);
    expect(server.connections()).toBe(2);
    tabs[0]?.close();
    await pass(100);
    expect(server.connections()).toBe(1);
  });

  test("move with the page when somebody else is signed in on it", async () => {
    const { server, openTab } = makeWorld();
    const [moves, stays] = [openTab([], "one"), openTab([], "one")];
    await pass(100);
    moves.client.expect([MINE], server.cursorOf([MINE]), "other");
    await pass(100);
    expect(server.connections()).toBe(2);
    server.append(MINE);
    await pass(100);
    for (const { heard } of [moves, stays]) expect(heard.get(MINE)).toEqual([1]);
  });

  test("are not disturbed while the leader changes: who was live stays so", async () => {
    const { server, openTab } = makeWorld();
    const [leads, ...others] = [openTab(), openTab(), openTab(ORDERS)];
    await pass(100);
    const states = new Set(others.map(({ client }) => client.status().state));
    for (const { client } of others) client.onStatus(() => states.add(client.status().state));
    leads?.close();
    server.append(MINE);
    await pass(1_000);
    expect([...states]).toEqual(["live"]);
    for (const { heard } of others) expect(heard.get(MINE)).toEqual([1]);
    expect(server.connections()).toBe(1);
  });

  test("take over at once from a leader that was closed or crashed, and within seconds from one that hangs", async () => {
    for (const [end, limitMs] of [
      ["close", 500],
      ["crash", 500],
      ["hang", 30_000],
    ] as const) {
      const { server, openTab } = makeWorld();
      const leads = openTab();
      await pass(100);
      const others = [openTab(), openTab()];
      await pass(100);
      if (end === "hang") leads.tab.hang();
      else leads[end]();
      server.append(MINE);
      await pass(limitMs);
      for (const { heard, client } of others) {
        expect(heard.get(MINE), end).toEqual([1]);
        expect(client.status().state).toBe("live");
      }
    }
  });

  test("say that they are not live when their leader's line is gone, and all come back when it does", async () => {
    const { server, openTab } = makeWorld();
    const tabs = [openTab(), openTab(), openTab()];
    await pass(100);
    server.isDown = true;
    server.drop();
    await pass(10_000);
    for (const { client } of tabs) expect(client.status().state).toBe("offline");
    const since = tabs.map(({ client }) => client.status().since);
    expect(new Set(since.map(Number)).size).toBe(1);
    server.isDown = false;
    await pass(30_000);
    for (const { client } of tabs) expect(client.status().state).toBe("live");
  });

  test("ask the server as often as one tab would while it is away", async () => {
    const attempts = async (count: number) => {
      vi.spyOn(Math, "random").mockReturnValue(0.5);
      FakeEventSource.all = [];
      const { server, openTab } = makeWorld();
      const tabs = Array.from({ length: count }, () => openTab());
      await pass(100);
      server.isDown = true;
      server.drop();
      await pass(120_000);
      for (const tab of tabs) tab.close();
      return FakeEventSource.all.length;
    };
    expect(await attempts(10)).toBe(await attempts(1));
  });

  test("are told what the server answered one of them: signed out, or to wait", async () => {
    const { server, openTab } = makeWorld();
    const tabs = [openTab(), openTab()];
    await pass(100);
    const answers = [
      new Response("{}", { status: 429, headers: { "Retry-After": "60" } }),
      new Response("{}", { status: 401 }),
    ];
    const asked = vi.fn<typeof fetch>(async () => answers.shift() ?? Response.error());
    vi.stubGlobal("fetch", asked);
    server.refuse();
    await pass(50_000);
    for (const { client } of tabs) expect(client.status().state).toBe("offline");
    expect(asked).toHaveBeenCalledTimes(1);
    server.refuse();
    await pass(20_000);
    for (const { client } of tabs) expect(client.status().state).toBe("signed_out");
    expect(asked).toHaveBeenCalledTimes(2);
    await pass(600_000);
    expect(server.connections()).toBe(0);
  });

  test.each([
    ["comes late", false],
    ["leads", true],
  ])(
    "do not lose the stream to one that wants what it may not read and %s: it is on its own",
    async (_, isFirst) => {
      const refuse = async () => new Response("{}", { status: 403 });
      vi.stubGlobal("fetch", vi.fn<typeof fetch>(refuse));
      const { server, openTab } = makeWorld();
      server.forbid("order:c");
      const early = isFirst ? openTab(["order:c"]) : null;
      await pass(1);
      const good = [openTab(), openTab(["order:a"])];
      await pass(1_000);
      const bad = early ?? openTab(["order:c"]);
      await pass(1_000);
      server.append(MINE);
      server.append("order:a");
      await pass(1_000);
      for (const { client, heard, owed } of good) {
        expect(client.status().state).toBe("live");
        expect(heard).toEqual(owed());
      }
      expect(bad.client.status().state).not.toBe("live");
    },
  );

  test("have each their own stream where locks cannot be had", async () => {
    const { browser, server, openTab } = makeWorld();
    browser.refusesLocks = true;
    const tabs = [openTab(), openTab()];
    await pass(100);
    expect(server.connections()).toBe(2);
    server.append(MINE);
    await pass(100);
    for (const { heard } of tabs) expect(heard.get(MINE)).toEqual([1]);
  });
});

type Step =
  | { do: "append"; channel: string }
  | { do: "open"; channels: string[] }
  | { do: "close" | "crash" | "hang" | "thaw"; tab: number }
  | { do: "read"; tab: number; channel: string }
  | { do: "lose"; tab: number; count: number }
  | { do: "drop" | "down" | "up" }
  | { do: "pass"; ms: number };

const tabNumber = fc.nat({ max: 7 });
const order = fc.constantFrom(...ORDERS);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant("append" as const), channel: fc.constantFrom(MINE, ...ORDERS) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("open" as const),
      channels: fc.uniqueArray(order, { maxLength: 2 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom("close" as const, "crash" as const, "hang" as const, "thaw" as const),
      tab: tabNumber,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("read" as const), tab: tabNumber, channel: order }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("lose" as const),
      tab: tabNumber,
      count: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom("drop" as const, "down" as const, "up" as const) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("pass" as const),
      ms: fc.oneof(fc.nat({ max: 100 }), fc.nat({ max: 40_000 })),
    }),
  },
);

describe("any number of tabs that come, go, crash and hang, on a line that breaks", () => {
  test("each hear every event once, in order, without a gap, and end with one stream", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 40 }),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        async (steps, randoms) => {
          vi.clearAllTimers();
          FakeEventSource.all = [];
          vi.spyOn(Math, "random").mockImplementation(() => randoms.next().value);
          const world = makeWorld(() => randoms.next().value);
          const { server, openTab } = world;
          const tabs: ReturnType<typeof openTab>[] = [];
          for (const one of steps) {
            const tab = "tab" in one ? tabs[one.tab] : undefined;
            switch (one.do) {
              case "append":
                server.append(one.channel);
                break;
              case "open":
                if (tabs.length < 8) tabs.push(openTab(one.channels));
                break;
              case "close":
              case "crash":
                if (tab === undefined) break;
                tab[one.do]();
                tabs.splice(one.tab, 1);
                break;
              case "hang":
              case "thaw":
                tab?.tab[one.do]();
                break;
              case "read":
                tab?.readToo(one.channel);
                break;
              case "lose":
                if (tab !== undefined) tab.tab.losing = one.count;
                break;
              case "drop":
                server.drop();
                break;
              case "down":
              case "up":
                server.isDown = one.do === "down";
                break;
              case "pass":
                await pass(one.ms);
            }
          }
          server.isDown = false;
          for (const { tab } of tabs) tab.thaw();
          await pass(180_000);
          for (const tab of tabs) {
            expect(tab.heard).toEqual(tab.owed());
            expect(tab.client.status().state).toBe("live");
          }
          expect(server.connections()).toBe(Math.min(1, tabs.length));
          for (const tab of tabs) tab.close();
          world.end();
        },
      ),
      { numRuns: 300 },
    );
  });
});
