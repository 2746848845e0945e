// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FakeEventSource } from "@/test/support/fake-event-source";
import { MINE, makeWorld, ORDERS } from "@/test/support/tab-world";

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
/** Longer than it takes to find out that no other tab has a stream. */
const SETTLED_MS = 2_000;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
  FakeEventSource.all = [];
});
afterEach(() => {
  vi.useRealTimers();
});

describe.each(["channels", "refused locks"] as const)("the tabs of a browser with %s", (offers) => {
  test("opened one after the other share one stream, and each receives every event once", async () => {
    const { server, openTab } = makeWorld(() => 0.5, offers);
    const tabs = [];
    for (let count = 0; count < 10; count++) {
      tabs.push(openTab());
      await pass(SETTLED_MS);
    }
    expect(server.connections()).toBe(1);
    expect(FakeEventSource.all).toHaveLength(1);
    server.append(MINE);
    server.append(MINE);
    await pass(100);
    for (const { client, heard } of tabs) {
      expect(client.status().state).toBe("live");
      expect(heard.get(MINE)).toEqual([1, 2]);
    }
  });

  test("opened at the same moment share one stream", async () => {
    const { server, openTab } = makeWorld(Math.random, offers);
    const tabs = Array.from({ length: 10 }, () => openTab());
    await pass(SETTLED_MS);
    expect(server.connections()).toBe(1);
    for (const { client } of tabs) expect(client.status().state).toBe("live");
  });

  test("stay live while the leader changes", async () => {
    const { server, openTab } = makeWorld(() => 0, offers);
    const leads = openTab();
    await pass(SETTLED_MS);
    const others = [openTab(), openTab(ORDERS)];
    await pass(SETTLED_MS);
    const states = new Set(others.map(({ client }) => client.status().state));
    for (const { client } of others) client.onStatus(() => states.add(client.status().state));
    leads.close();
    server.append(MINE);
    await pass(SETTLED_MS);
    expect([...states]).toEqual(["live"]);
    for (const { heard } of others) expect(heard.get(MINE)).toEqual([1]);
    expect(server.connections()).toBe(1);
  });

  test("replace a closed leader within a second, and one that crashed or hangs within 35 seconds", async () => {
    for (const [end, limitMs] of [
      ["close", 1_000],
      ["crash", 35_000],
      ["hang", 35_000],
    ] as const) {
      const { server, openTab } = makeWorld(() => 0, offers);
      const leads = openTab();
      await pass(SETTLED_MS);
      const others = [openTab(), openTab()];
      await pass(SETTLED_MS);
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

  test("end with one stream when a second tab takes the lead because a message was lost", async () => {
    const { server, openTab } = makeWorld(() => 0.5, offers);
    const first = openTab();
    await pass(SETTLED_MS);
    first.tab.losing = 2;
    const second = openTab();
    await pass(30_000);
    expect(server.connections()).toBe(1);
    server.append(MINE);
    await pass(100);
    for (const { heard } of [first, second]) expect(heard.get(MINE)).toEqual([1]);
  });

  test("share no stream with tabs of another sign-in", async () => {
    const { server, openTab } = makeWorld(() => 0, offers);
    openTab([], "one");
    openTab([], "other");
    openTab([], "other");
    await pass(SETTLED_MS);
    expect(server.connections()).toBe(2);
  });
});
