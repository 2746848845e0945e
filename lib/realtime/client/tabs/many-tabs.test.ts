// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { CHANNELS_PER_REQUEST } from "@/lib/realtime/protocol/limits";
import { FakeEventSource } from "@/test/support/fake-event-source";
import { MINE, makeWorld, ORDERS } from "@/test/support/tab-world";

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
  FakeEventSource.all = [];
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the tabs of one browser", () => {
  test("share one stream, and each receives every event once", async () => {
    const { server, openTab } = makeWorld();
    const tabs = Array.from({ length: 10 }, () => openTab());
    await pass(100);
    expect(server.connections()).toBe(1);
    server.append(MINE);
    server.append(MINE);
    await pass(1);
    for (const { client, heard } of tabs) {
      expect(client.status().state).toBe("live");
      expect(heard.get(MINE)).toEqual([1, 2]);
    }
    expect(FakeEventSource.all).toHaveLength(1);
  });

  test("share no stream with tabs of another sign-in", async () => {
    const { server, openTab } = makeWorld();
    const tabs = [openTab([], "one"), openTab([], "other"), openTab([], "other")];
    await pass(100);
    expect(server.connections()).toBe(2);
    tabs[0]?.close();
    await pass(100);
    expect(server.connections()).toBe(1);
  });

  test("change the stream when another person is signed in on the page", async () => {
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

  test("stay live while the leader changes", async () => {
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

  test("replace a closed or crashed leader at once, and a hung one within 30 seconds", async () => {
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

  test("receive what came while they slept, if they miss their leader before they read its messages", async () => {
    const { server, openTab } = makeWorld();
    const [leads, sleeps] = [openTab(), openTab()];
    await pass(100);
    sleeps.tab.hang();
    server.append(MINE);
    server.drop();
    await pass(30_000);
    sleeps.tab.thaw();
    await pass(30_000);
    for (const { client, heard } of [leads, sleeps]) {
      expect(heard.get(MINE)).toEqual([1]);
      expect(client.status().state).toBe("live");
    }
  });

  test.each([0, 1, 3])(
    "are each told at once, and once, that a log has a new epoch, when they know different ones (new head: %i)",
    async (head) => {
      const { server, openTab } = makeWorld();
      const first = openTab();
      server.append(MINE);
      const second = openTab(["order:c"]);
      server.renew(MINE, head);
      const third = openTab(["order:b"]);
      await pass(1_000);
      const lists = () => [first, second, third].map(({ heard }) => heard.get(MINE));
      expect(lists()).toEqual([["epoch"], ["epoch"], []]);
      // In the same moment as a heartbeat: the event does not overtake it on the way to the other tabs.
      await pass(179_000);
      server.append(MINE);
      await pass(1_000);
      expect(lists()).toEqual([["epoch", 2], ["epoch", 2], [2]]);
      expect(FakeEventSource.all).toHaveLength(2);
    },
  );

  test("are offline while their leader's connection is lost, and recover with it", async () => {
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

  test("send the server as many requests as one tab would while it is down", async () => {
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

  test("share the server's answer to one of them: a time to wait, or signed out", async () => {
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
    for (const { client } of tabs) expect(client.status().state).toBe("limited");
    expect(asked).toHaveBeenCalledTimes(1);
    server.refuse();
    await pass(20_000);
    for (const { client } of tabs) expect(client.status().state).toBe("signed_out");
    expect(asked).toHaveBeenCalledTimes(2);
    await pass(600_000);
    expect(server.connections()).toBe(0);
  });

  test.each([
    ["opens later", false],
    ["leads", true],
  ])(
    "keep their stream and stay live when a tab that %s requests a channel that is forbidden",
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

  test("have each their own stream in a browser that offers nothing to share with", async () => {
    const { server, openTab } = makeWorld(() => 0, "nothing");
    const tabs = [openTab(), openTab()];
    await pass(100);
    expect(server.connections()).toBe(2);
    server.append(MINE);
    await pass(100);
    for (const { heard } of tabs) expect(heard.get(MINE)).toEqual([1]);
  });

  test("share one stream up to the maximum of requested channels; a tab that exceeds it has its own", async () => {
    const orders = Array.from({ length: CHANNELS_PER_REQUEST + 1 }, (_, index) => `order:${index}`);
    const { server, openTab } = makeWorld();
    openTab(orders.slice(0, CHANNELS_PER_REQUEST - 1));
    const fits = openTab(orders.slice(0, CHANNELS_PER_REQUEST));
    await pass(1_000);
    expect(server.connections()).toBe(1);
    const other = openTab(orders.slice(CHANNELS_PER_REQUEST));
    await pass(1_000);
    expect(server.connections()).toBe(2);
    for (const order of orders) server.append(order);
    await pass(100);
    for (const { client, heard, owed } of [fits, other]) {
      expect(client.status().state).toBe("live");
      expect(heard).toEqual(owed());
    }
  });

  test("each show the refusal when the server refuses all of them", async () => {
    const { server, openTab } = makeWorld();
    vi.stubGlobal(
      "fetch",
      vi.fn<typeof fetch>(async () => new Response("{}", { status: 400 })),
    );
    server.forbid("order:a");
    const tabs = [openTab(["order:a"]), openTab(["order:a"])];
    await pass(5_000);
    expect(tabs.map(({ client }) => client.status().state)).toEqual(["refused", "refused"]);
  });
});
