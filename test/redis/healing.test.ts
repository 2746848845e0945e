import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { provideHub } from "@/lib/realtime/hub/process-hub";
import type { HubOptions } from "@/lib/realtime/hub/stream-hub";
import { readMetrics } from "@/lib/server/metrics";
import { readHealth } from "@/lib/status/server/health";
import { type Pair, startPair } from "@/test/support/bus-pair";
import { withDatabase } from "@/test/support/database";
import { withUpstash } from "@/test/support/upstash";
import type { Disturbance, Faults } from "@/test/support/upstash-faults";

withDatabase();
const upstash = withUpstash();

function clear(): void {
  for (const fault of ["status", "isGarbled", "delay", "refuse", "hang", "mute", "publish"] as const)
    delete upstash.shim.faults[fault];
}
afterEach(clear);

const PROMPT: Partial<HubOptions> = { checkMs: 300, confirmMs: 100 };
/** The production values, including `confirmMs`. */
const AS_IS: Partial<HubOptions> = { checkMs: 2_000 };
const PROMISED_MS = 3_000;

async function pair(options: Partial<HubOptions>): Promise<Pair> {
  const both = await startPair(upstash.shim, options);
  onTestFinished(both.stop);
  await vi.waitFor(() => expect(byBus(both)).toBe(true));
  return both;
}

function byBus({ here, there }: Pair): boolean {
  return [here, there].every(({ hub }) => {
    const { state, upstreams } = hub.stats().bus;
    return state === "ok" && upstreams > 0;
  });
}

async function sayAndHear(both: Pair): Promise<void> {
  const n = await both.say();
  await vi.waitFor(() => expect(both.heardThere().at(-1)?.n).toBe(n), { timeout: 10_000, interval: 5 });
}

/** Returns the milliseconds until an event arrives over the bus and both instances report it as working. */
async function timeToHeal(both: Pair): Promise<number> {
  const began = performance.now();
  for (;;) {
    const { fills } = both.there.hub.stats();
    await sayAndHear(both);
    if (byBus(both) && both.there.hub.stats().fills === fills) return performance.now() - began;
    if (performance.now() - began > 10_000) return Number.POSITIVE_INFINITY;
    await pause(20);
  }
}

function expectAllOnceInOrder(both: Pair): void {
  const all = Array.from({ length: both.written() }, (_, index) => index + 1);
  for (const heard of [both.heardHere(), both.heardThere()]) {
    expect(heard.map(({ n }) => n)).toEqual(all);
    expect(heard.map(({ offset }) => offset)).toEqual(all);
  }
  expect(both.resets()).toEqual([]);
}

/** Generates the same numbers for the same seed. https://en.wikipedia.org/wiki/Linear_congruential_generator */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

interface Fault {
  begin(): Promise<void> | void;
  end(): Promise<void> | void;
  /** Counts how often the fault had an effect. */
  happened(): number;
}

const strikes = (kind: Disturbance): Fault => ({
  begin: () => void upstash.shim.disturb(kind),
  end: clear,
  happened: () => upstash.shim.counts()[kind],
});
/** Cuts the open upstreams and refuses new requests. */
const lasts = (faults: Faults, counted: "refused" | "hung" | "failed"): Fault => ({
  begin: () => {
    Object.assign(upstash.shim.faults, faults);
    upstash.shim.disturb("break");
  },
  end: clear,
  happened: () => upstash.shim.counts()[counted],
});
const mute: Fault = {
  begin: () => void Object.assign(upstash.shim.faults, { mute: true }),
  end: clear,
  happened: () => upstash.shim.counts().muted,
};
let restarts = 0;
const redisIsGone: Fault = {
  begin: () => upstash.redis.kill(),
  end: async () => {
    await upstash.redis.comeBack();
    restarts += 1;
  },
  happened: () => restarts,
};

async function endure(fault: Fault, options: Partial<HubOptions>): Promise<number> {
  const both = await pair(options);
  const before = fault.happened();
  await sayAndHear(both);
  await fault.begin();
  for (let count = 0; count < 5; count += 1) await sayAndHear(both);
  await fault.end();
  const healed = await timeToHeal(both);
  expect(fault.happened()).toBeGreaterThan(before);
  expectAllOnceInOrder(both);
  return healed;
}

const faults: Record<string, () => Fault> = {
  "ends its streams": () => strikes("end"),
  "cuts its streams": () => strikes("break"),
  "sends half a line": () => strikes("half_line"),
  "sends garbage": () => strikes("garbage"),
  "sends a line of 2 MB": () => strikes("huge_line"),
  "hangs without closing": () => mute,
  "refuses every connection": () => lasts({ refuse: true }, "refused"),
  "answers 500": () => lasts({ status: 500 }, "failed"),
  "answers 502 with a body that is not JSON": () => lasts({ status: 502, isGarbled: true }, "failed"),
  "never answers": () => lasts({ hang: true }, "hung"),
  "loses its Redis and recovers it": () => redisIsGone,
};

describe("no event is missed, and the bus recovers in time, when the service", () => {
  test.each(Object.entries(faults))("%s", async (_, fault) => {
    expect(await endure(fault(), PROMPT)).toBeLessThan(PROMISED_MS);
  });

  test.each(["ends its streams", "hangs without closing", "loses its Redis and recovers it"])(
    "%s, with production settings",
    async (name) => {
      const fault = faults[name]?.();
      if (fault === undefined) throw new Error(`There is no fault "${name}"`);
      expect(await endure(fault, AS_IS)).toBeLessThan(PROMISED_MS);
    },
    60_000,
  );
});

test.each([
  ["lost", { lost: 0.4 }],
  ["doubled", { doubled: 0.4 }],
  ["late", { late: 0.4, lateMs: 400 }],
  ["reordered", { reordered: 0.4 }],
] as const)("every event arrives once and in order when publishes are %s", async (fate, chances) => {
  const both = await pair(PROMPT);
  const before = upstash.shim.counts()[fate];
  upstash.shim.faults.publish = { random: numbersFrom(7), ...chances };
  for (let count = 0; count < 40; count += 1) {
    await both.say();
    await pause(10);
  }
  await vi.waitFor(() => expect(both.heardThere()).toHaveLength(40), { timeout: 10_000 });
  clear();
  expect(upstash.shim.counts()[fate] - before).toBeGreaterThan(2);
  expect(await timeToHeal(both)).toBeLessThan(PROMISED_MS);
  await vi.waitFor(() => expect(both.heardHere()).toHaveLength(both.written()));
  expectAllOnceInOrder(both);
});

test("events written while an upstream was down are found as soon as it is back", async () => {
  // Turns off the periodic position check.
  const both = await pair({ checkMs: 3_600_000 });
  upstash.shim.faults.status = 500;
  upstash.shim.disturb("end");
  await vi.waitFor(() => expect(byBus(both)).toBe(false));
  await both.say();
  expect(both.heardThere()).toEqual([]);
  clear();
  await vi.waitFor(() => expect(both.heardThere()).toHaveLength(1), { timeout: PROMISED_MS });
  expect(await timeToHeal(both)).toBeLessThan(PROMISED_MS);
  expectAllOnceInOrder(both);
});

describe("the state of the bus", () => {
  test("is failing while its upstreams are silent, although publishes succeed", async () => {
    const both = await pair(AS_IS);
    upstash.shim.faults.mute = true;
    await both.say();
    for (const { hub } of [both.here, both.there])
      await vi.waitFor(() => expect(hub.stats().bus.state).toBe("failing"), { timeout: 10_000 });
    clear();
    expect(await timeToHeal(both)).toBeLessThan(PROMISED_MS);
    const { state, since } = both.there.hub.stats().bus;
    expect(state).toBe("ok");
    expect(Date.now() - since.getTime()).toBeLessThan(10_000);
  });

  test("is ok again when all its upstreams work, including idle ones", async () => {
    const both = await pair(PROMPT);
    // The streams of a stopped Redis stay open and silent.
    await upstash.redis.kill();
    await both.say();
    await vi.waitFor(() => expect(both.here.hub.stats().bus.state).toBe("failing"));
    const before = both.here.hub.stats().bus;
    await upstash.redis.comeBack();
    await vi.waitFor(
      () => {
        const { state, upstreams, resubscriptions } = both.here.hub.stats().bus;
        expect(resubscriptions - before.resubscriptions).toBeGreaterThanOrEqual(before.upstreams);
        expect({ state, upstreams }).toEqual({ state: "ok", upstreams: before.upstreams });
      },
      { timeout: PROMISED_MS },
    );
  });

  test("is reported by the instance's health and metrics", async () => {
    const both = await pair(PROMPT);
    provideHub(both.here.hub);
    onTestFinished(() => provideHub(undefined));
    const healthOf = async () => {
      const { status, checks } = await readHealth();
      return { status, isBusUp: checks.bus.ok, since: checks.bus.since };
    };
    const well = await healthOf();
    expect(well).toMatchObject({ status: "healthy", isBusUp: true });
    expect((await readMetrics()).text).toContain("\nplatewire_bus_ok 1\n");
    upstash.shim.faults.refuse = true;
    upstash.shim.disturb("break");
    await vi.waitFor(async () =>
      expect(await healthOf()).toMatchObject({ status: "degraded", isBusUp: false }),
    );
    expect((await readMetrics()).text).toContain("\nplatewire_bus_ok 0\n");
    clear();
    await vi.waitFor(
      async () => expect(await healthOf()).toMatchObject({ status: "healthy", isBusUp: true }),
      {
        timeout: PROMISED_MS,
      },
    );
    expect(Date.parse((await healthOf()).since)).toBeGreaterThan(Date.parse(well.since));
  });

  test("is ok again without another publish", async () => {
    const both = await pair(PROMPT);
    upstash.shim.faults.status = 500;
    await both.say();
    await vi.waitFor(() => expect(both.here.hub.stats().bus.state).toBe("failing"));
    clear();
    await vi.waitFor(() => expect(both.here.hub.stats().bus.state).toBe("ok"), { timeout: PROMISED_MS });
    expect(both.written()).toBe(1);
  });
});
