import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bucketOf } from "@/lib/realtime/hub/delivery-times";
import { addCounts, latencyOf, percentile, sinceThen } from "./latency";
import { levelOf, nextStatus, type Sample, type Status } from "./level";

const countsOf = (times: readonly number[]) => {
  const counts = addCounts([]);
  for (const ms of times) {
    const bucket = bucketOf(ms);
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return counts;
};

const good: Sample = {
  deliveryTimes: countsOf([]),
  repaired: 0,
  lost: 0,
  isBusOk: true,
  databaseMs: 2,
  lateJobs: 0,
};
const status = fc.constantFrom<Status[]>("healthy", "degraded", "down");
const SEVERITY: Record<Status, number> = { healthy: 0, degraded: 1, down: 2 };

describe("latency", () => {
  test("a percentile is never below the true one, and at most a quarter above it", () => {
    const times = fc.array(fc.double({ min: 1, max: 60_000, noNaN: true }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(times, fc.constantFrom(0.5, 0.95, 0.99), (given, part) => {
        const sorted = [...given].sort((one, other) => one - other);
        const exact = sorted[Math.ceil(sorted.length * part) - 1] ?? 0;
        const found = percentile(countsOf(given), part) ?? 0;
        expect(found).toBeGreaterThanOrEqual(exact * (1 - 1e-9));
        expect(found).toBeLessThanOrEqual(Math.ceil(exact * 1.25 * (1 + 1e-9)));
      }),
    );
  });

  test("is unknown without deliveries", () => {
    expect(latencyOf(countsOf([]))).toEqual({ p50: null, p95: null, p99: null });
  });

  test("counts of instances and minutes can be added, and taken apart again", () => {
    const times = fc.array(fc.nat({ max: 60_000 }), { maxLength: 50 });
    fc.assert(
      fc.property(times, times, (one, other) => {
        const both = addCounts([countsOf(one), countsOf(other)]);
        expect(both).toEqual(countsOf([...one, ...other]));
        expect(sinceThen(both, countsOf(one))).toEqual(countsOf(other));
      }),
    );
  });
});

describe("the level of a minute", () => {
  test("is healthy without a fault, also when events had to be repaired", () => {
    expect(levelOf([good, { ...good, repaired: 12 }])).toBe("healthy");
  });

  test.each<[string, Partial<Sample>]>([
    ["the bus fails", { isBusOk: false }],
    ["the database is slow", { databaseMs: 1_001 }],
    ["one instance of two does not reach the database", { databaseMs: null }],
    ["readers had to read anew", { lost: 1 }],
    ["jobs are late", { lateJobs: 1 }],
    ["events are slow", { deliveryTimes: countsOf(Array.from({ length: 20 }, () => 3_000)) }],
  ])("is degraded when %s", (_, fault) => {
    expect(levelOf([good, { ...good, ...fault }])).toBe("degraded");
  });

  test("is healthy when only a few events are slow", () => {
    expect(levelOf([{ ...good, deliveryTimes: countsOf([3_000, 3_000]) }])).toBe("healthy");
  });

  test("is down when no instance reaches the database", () => {
    expect(
      levelOf([
        { ...good, databaseMs: null },
        { ...good, databaseMs: null },
      ]),
    ).toBe("down");
  });
});

describe("the status", () => {
  test("stays the same when nothing was measured", () => {
    fc.assert(
      fc.property(status, (current) => {
        expect(nextStatus(current, [])).toBe(current);
      }),
    );
  });

  test("gets worse after two bad minutes, and better after three good ones", () => {
    expect(nextStatus("healthy", ["healthy", "degraded"])).toBe("healthy");
    expect(nextStatus("healthy", ["degraded", "degraded"])).toBe("degraded");
    expect(nextStatus("healthy", ["degraded", "down"])).toBe("degraded");
    expect(nextStatus("degraded", ["degraded", "healthy", "healthy"])).toBe("degraded");
    expect(nextStatus("degraded", ["healthy", "healthy", "healthy"])).toBe("healthy");
    expect(nextStatus("down", ["healthy", "degraded", "healthy"])).toBe("degraded");
  });

  test("is always one that was measured, or the one before", () => {
    fc.assert(
      fc.property(status, fc.array(status, { maxLength: 10 }), (current, levels) => {
        expect([current, ...levels]).toContain(nextStatus(current, levels));
      }),
    );
  });

  test("settles: the same minutes change it once at most", () => {
    fc.assert(
      fc.property(status, fc.array(status, { maxLength: 10 }), (current, levels) => {
        const next = nextStatus(current, levels);
        const then = nextStatus(next, levels);
        // Getting worse is decided by fewer minutes, so it may not be taken back by the same ones.
        expect(SEVERITY[then]).toBe(SEVERITY[next]);
      }),
    );
  });

  test("does not follow a fault that comes and goes every other minute", () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Status[]>("degraded", "down"),
        fc.integer({ min: 1, max: 20 }),
        (bad, n) => {
          let current: Status = "healthy";
          const levels: Status[] = [];
          for (let minute = 0; minute < n; minute++) {
            levels.push(minute % 2 === 0 ? "healthy" : bad);
            current = nextStatus(current, levels);
          }
          expect(current).toBe("healthy");
        },
      ),
    );
  });
});
