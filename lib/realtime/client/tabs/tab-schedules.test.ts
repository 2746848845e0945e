// @vitest-environment happy-dom
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Offers } from "@/test/support/fake-browser";
import { FakeEventSource } from "@/test/support/fake-event-source";
import { MINE, makeWorld, ORDERS, type WorldTab } from "@/test/support/tab-world";

type Step =
  | { do: "append"; channel: string }
  | { do: "open"; channels: string[] }
  | { do: "close" | "crash" | "hang" | "thaw"; tab: number }
  | { do: "read"; tab: number; channel: string }
  | { do: "lose"; tab: number; count: number }
  | { do: "drop" | "down" | "up" }
  | { do: "trim" | "renew"; channel: string }
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

const forgetting: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom("trim" as const, "renew" as const),
  channel: fc.constantFrom(MINE, ...ORDERS),
});
const randoms = fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true }));

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const SETTLED_MS = 180_000;

/** Plays the steps, then lets everything work again for long enough. */
async function play(steps: readonly Step[], random: Iterator<number, number>, offers: Offers) {
  vi.clearAllTimers();
  FakeEventSource.all = [];
  const next = () => random.next().value;
  vi.spyOn(Math, "random").mockImplementation(next);
  const world = makeWorld(next, offers);
  const { server, openTab } = world;
  const tabs: WorldTab[] = [];
  for (const one of steps) {
    const tab = "tab" in one ? tabs[one.tab] : undefined;
    switch (one.do) {
      case "append":
      case "trim":
        server[one.do](one.channel);
        break;
      case "renew":
        server.renew(one.channel, Math.floor(next() * 5));
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
  await pass(SETTLED_MS);
  for (const { client } of tabs) expect(client.status().state).toBe("live");
  expect(server.connections()).toBe(Math.min(1, tabs.length));
  const end = () => {
    for (const tab of tabs) tab.close();
    world.end();
  };
  return { server, tabs, end };
}

beforeEach(() => void vi.useFakeTimers({ now: 1_700_000_000_000 }));
afterEach(() => void vi.useRealTimers());

describe.each(["locks", "channels", "refused locks"] as const)(
  "tabs that open, close, crash, hang and lose messages on a connection that breaks, in a browser with %s",
  (offers) => {
    test("each receive every event once and in order without a reset, and end with one stream", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), randoms, async (steps, random) => {
          const { tabs, end } = await play(steps, random, offers);
          for (const tab of tabs) expect(tab.heard).toEqual(tab.owed());
          end();
        }),
        { numRuns: 200 },
      );
    }, 60_000);

    test("each receive a reset for every gap in a log that is trimmed or starts a new epoch", async () => {
      const any = fc.oneof({ weight: 8, arbitrary: step }, { weight: 1, arbitrary: forgetting });
      await fc.assert(
        fc.asyncProperty(fc.array(any, { minLength: 5, maxLength: 40 }), randoms, async (steps, random) => {
          const { server, tabs, end } = await play(steps, random, offers);
          for (const tab of tabs) expect(tab.behind(), "without waiting for the next event").toEqual([]);
          for (const channel of [MINE, ...ORDERS]) server.append(channel);
          await pass(1_000);
          const forgotten = new Set(
            steps.map((one) => (one.do === "trim" || one.do === "renew" ? one.channel : "")),
          );
          for (const { heard, owed } of tabs)
            for (const [channel, list] of heard) {
              if (!forgotten.has(channel)) expect(list, "without a reset").toEqual(owed().get(channel));
              expect(list.at(-1), "the last event, and no reset after it").toBe(server.count(channel));
              const numbers = list.filter((one) => typeof one === "number");
              expect(numbers, "once and in order").toEqual([...new Set(numbers)].sort((a, b) => a - b));
              for (const [index, one] of list.entries()) {
                const before = list[index - 1];
                if (typeof one === "number" && typeof before === "number")
                  expect(one, "the next event where no reset is between").toBe(before + 1);
              }
            }
          end();
        }),
        { numRuns: 200 },
      );
    }, 60_000);
  },
);
