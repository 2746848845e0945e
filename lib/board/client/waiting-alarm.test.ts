import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { acceptedOrder, at, boardOrder } from "@/test/support/board-orders";
import { holds } from "@/test/support/holds";
import {
  AGAIN_MS,
  APART_MS,
  isWaitingTooLong,
  NOTHING_WAITS,
  nextWaiting,
  QUIET_MS,
  silenced,
} from "./waiting-alarm";

const when = (hour: number, minute: number) => Date.parse(at(hour, minute));

test.each([
  ["that rings", boardOrder(1), when(18, 7), false],
  ["that was silenced a moment ago", boardOrder(1, { acknowledged_at: at(18, 1) }), when(18, 1), false],
  [
    "that was silenced and is about to be lost",
    boardOrder(1, { acknowledged_at: at(18, 1) }),
    when(18, 7),
    true,
  ],
  ["in preparation and in time", acceptedOrder(1), when(18, 19), false],
  ["in preparation when it should leave", acceptedOrder(1), when(18, 20), true],
  ["that is ready and was not fetched", acceptedOrder(1, { ready_at: at(18, 10) }), when(18, 21), true],
  [
    "that is out and late",
    acceptedOrder(1, { order_status: "Out for Delivery", dispatched_at: at(18, 20) }),
    when(18, 50),
    false,
  ],
  ["that is cancelled", acceptedOrder(1, { order_status: "Cancelled" }), when(18, 50), false],
])("an order %s", (_, order, now, expected) => {
  expect(isWaitingTooLong(order, now, now)).toBe(expected);
});

test("an order that was silenced is not about to be lost while maintenance lasts", () => {
  const order = boardOrder(1, { acknowledged_at: at(18, 1) });
  // Since 18:02, until 18:30.
  expect(isWaitingTooLong(order, when(18, 7), when(18, 2))).toBe(false);
  expect(isWaitingTooLong(order, when(18, 35), when(18, 7))).toBe(true);
});

/** Runs the alarm over what waits at each time and returns the times at which it sounded, with what was new then. */
function run(moments: readonly { now: number; waiting: readonly string[]; isSilenced?: boolean }[]) {
  let alarm = NOTHING_WAITS;
  return moments.flatMap(({ now, waiting, isSilenced = false }) => {
    const next = nextWaiting(alarm, waiting, now);
    alarm = isSilenced ? silenced(next.alarm, next.alarm.heard, now) : next.alarm;
    return next.sounds ? [{ now, fresh: next.fresh }] : [];
  });
}

describe("the tone for orders that wait too long", () => {
  test("sounds at once, and again only after minutes", () => {
    const waiting = ["a"];
    expect(
      run([
        { now: 0, waiting },
        { now: APART_MS, waiting },
        { now: AGAIN_MS - 1, waiting },
        { now: AGAIN_MS, waiting },
      ]),
    ).toEqual([
      { now: 0, fresh: ["a"] },
      { now: AGAIN_MS, fresh: [] },
    ]);
  });

  test("sounds once for further orders that come close together", () => {
    expect(
      run([
        { now: 0, waiting: ["a"] },
        { now: 1_000, waiting: ["a", "b"] },
        { now: 2_000, waiting: ["a", "b", "c"] },
        { now: APART_MS, waiting: ["a", "b", "c"] },
      ]),
    ).toEqual([
      { now: 0, fresh: ["a"] },
      { now: APART_MS, fresh: ["b", "c"] },
    ]);
  });

  test("sounds again for an order that still waits minutes after it was silenced", () => {
    const waiting = ["a"];
    expect(
      run([
        { now: 0, waiting, isSilenced: true },
        { now: QUIET_MS - 1, waiting },
        { now: QUIET_MS, waiting, isSilenced: true },
        { now: 2 * QUIET_MS - 1, waiting },
        { now: 2 * QUIET_MS, waiting },
      ]),
    ).toEqual([0, QUIET_MS, 2 * QUIET_MS].map((now) => ({ now, fresh: ["a"] })));
  });

  test("sounds for other orders only after it was silenced, and for one that comes back late", () => {
    expect(
      run([
        { now: 0, waiting: ["a"], isSilenced: true },
        { now: AGAIN_MS, waiting: ["a"] },
        { now: AGAIN_MS + 1, waiting: ["a", "b"], isSilenced: true },
        { now: 2 * AGAIN_MS, waiting: [] },
        { now: 3 * AGAIN_MS, waiting: ["a"] },
      ]),
    ).toEqual([
      { now: 0, fresh: ["a"] },
      { now: AGAIN_MS + 1, fresh: ["b"] },
      { now: 3 * AGAIN_MS, fresh: ["a"] },
    ]);
  });
});

test("a device that cannot sound names each order once, and sounds for all as soon as it can", () => {
  const waiting = ["a", "b"];
  const first = nextWaiting(NOTHING_WAITS, waiting, 0, false);
  expect(first).toMatchObject({ sounds: false, fresh: waiting });
  const again = nextWaiting(first.alarm, [...waiting, "c"], AGAIN_MS, false);
  expect(again).toMatchObject({ sounds: false, fresh: ["c"] });
  expect(nextWaiting(again.alarm, waiting, AGAIN_MS + 1)).toMatchObject({ sounds: true, fresh: waiting });
});

const moments = fc
  .array(
    fc.record({
      passed: fc.integer({ min: 1, max: 2 * AGAIN_MS }),
      waiting: fc.uniqueArray(fc.constantFrom("a", "b", "c", "d"), { maxLength: 4 }),
      isSilenced: fc.boolean(),
    }),
    { maxLength: 40 },
  )
  .map((all) => {
    let now = 0;
    return all.map(({ passed, ...moment }) => {
      now += passed;
      return { ...moment, now };
    });
  });

test("whatever waits, it never sounds twice within half a minute, nor without an order that waits", () => {
  holds(
    fc.property(moments, (all) => {
      const sounded = run(all);
      for (const [index, { now, fresh }] of sounded.entries()) {
        const waiting = all.find((moment) => moment.now === now)?.waiting ?? [];
        expect(waiting.length).toBeGreaterThan(0);
        for (const id of fresh) expect(waiting).toContain(id);
        const before = sounded[index - 1];
        if (before !== undefined)
          expect(now - before.now).toBeGreaterThanOrEqual(fresh.length > 0 ? APART_MS : AGAIN_MS);
      }
    }),
  );
});

test("whatever waits, an order that nobody silenced has sounded half a minute later", () => {
  holds(
    fc.property(moments, (all) => {
      let alarm = NOTHING_WAITS;
      let now = 0;
      for (const moment of all) {
        now = moment.now;
        alarm = nextWaiting(alarm, moment.waiting, now).alarm;
      }
      const later = nextWaiting(alarm, ["late"], now + APART_MS);
      expect(later).toMatchObject({ sounds: true, fresh: ["late"] });
    }),
  );
});

test("whatever waits and is silenced, no order stays quiet for longer than its time", () => {
  holds(
    fc.property(moments, (all) => {
      let alarm = NOTHING_WAITS;
      let now = 0;
      for (const moment of all) {
        now = moment.now;
        const next = nextWaiting(alarm, [...moment.waiting, "late"], now).alarm;
        alarm = moment.isSilenced ? silenced(next, next.heard, now) : next;
      }
      expect(nextWaiting(alarm, ["late"], now + QUIET_MS).sounds).toBe(true);
    }),
  );
});
