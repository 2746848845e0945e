import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  BACKOFF_MS,
  CONFIRM_MS,
  ECHO_MS,
  nextUpstream,
  openingState,
  ROUTINE_MS,
  type UpstreamEvent,
  type UpstreamState,
} from "./upstream-state";

type Timed = readonly [at: number, UpstreamEvent["kind"]];

function become(...events: readonly Timed[]): UpstreamState {
  let state = openingState(0);
  for (const [at, kind] of events) {
    const event: UpstreamEvent =
      kind === "published" ? { kind, begunAt: at } : kind === "missed" ? { kind, missedAt: at } : { kind };
    state = nextUpstream(state, event, at, 0.5);
  }
  return state;
}

describe("an upstream", () => {
  test("that was confirmed stays open without a timer", () => {
    expect(become([10, "confirmed"])).toMatchObject({
      ...{ phase: "open", failures: 0, dueAt: Number.POSITIVE_INFINITY, opening: 1 },
    });
  });

  test("that is not confirmed in time is closed and reopened within 100 ms", () => {
    const state = become([CONFIRM_MS, "due"]);
    expect(state).toMatchObject({ phase: "waiting", failures: 1 });
    expect(state.dueAt - CONFIRM_MS).toBeLessThan(100);
    expect(nextUpstream(state, { kind: "due" }, state.dueAt, 0)).toMatchObject({
      phase: "opening",
      opening: 2,
    });
  });

  test("that ended is reopened, and counts as failing until a message arrives over it", () => {
    const ended = become([10, "confirmed"], [5_000, "ended"]);
    expect(ended.failures).toBe(1);
    const open = nextUpstream(
      nextUpstream(ended, { kind: "due" }, ended.dueAt, 0),
      { kind: "confirmed" },
      5_200,
      0,
    );
    expect(open).toMatchObject({ phase: "open", failures: 1, dueAt: 5_200 + ECHO_MS });
    expect(nextUpstream(open, { kind: "carried" }, 5_210, 0)).toMatchObject({
      ...{ failures: 0, dueAt: Number.POSITIVE_INFINITY },
    });
    expect(nextUpstream(open, { kind: "due" }, 5_200 + ECHO_MS, 0)).toMatchObject({
      ...{ phase: "opening", failures: 2, opening: 3 },
    });
  });

  test("that ended after a long time is reopened without counting a failure, unless reopening fails", () => {
    const ended = become([10, "confirmed"], [10 + ROUTINE_MS, "ended"]);
    expect(ended).toMatchObject({ phase: "waiting", failures: 0 });
    expect(ended.dueAt).toBeLessThanOrEqual(10 + ROUTINE_MS + 100);
    const opening = nextUpstream(ended, { kind: "due" }, ended.dueAt, 0);
    expect(nextUpstream(opening, { kind: "confirmed" }, opening.since + 20, 0)).toMatchObject({
      ...{ phase: "open", failures: 0, dueAt: Number.POSITIVE_INFINITY, opening: 2 },
    });
    expect(nextUpstream(opening, { kind: "ended" }, opening.since + 20, 0).failures).toBe(1);
  });

  test("is replaced when a published message does not come back over it", () => {
    const owing = become([10, "confirmed"], [50, "published"]);
    expect(owing.dueAt).toBe(50 + ECHO_MS);
    expect(nextUpstream(owing, { kind: "due" }, 50 + ECHO_MS, 0)).toMatchObject({
      ...{ phase: "opening", failures: 1, opening: 2 },
    });
  });

  test("expects no further message when one came back before the service's answer", () => {
    const carried = become([10, "confirmed"], [60, "carried"]);
    expect(nextUpstream(carried, { kind: "published", begunAt: 50 }, 70, 0)).toBe(carried);
  });

  test("expects no message that was published before it was open", () => {
    const open = become([10, "confirmed"]);
    expect(nextUpstream(open, { kind: "published", begunAt: 5 }, 70, 0)).toBe(open);
  });

  test("is replaced when it was silent while an event was missed, but not when it delivered since or is new", () => {
    const missed: UpstreamEvent = { kind: "missed", missedAt: 5_000 };
    const opening = (state: UpstreamState) => nextUpstream(state, missed, 5_300, 0).opening;
    expect(opening(become([10, "confirmed"]))).toBe(2);
    expect(opening(become([10, "confirmed"], [4_900, "carried"]))).toBe(2);
    expect(opening(become([10, "confirmed"], [5_100, "carried"]))).toBe(1);
    expect(opening(become([4_500, "confirmed"]))).toBe(1);
    expect(opening(become())).toBe(1);
  });

  test("that delivers but loses messages is replaced at most every 30 seconds", () => {
    const leaky = become([10, "confirmed"], [59_900, "carried"]);
    expect(nextUpstream(leaky, { kind: "missed", missedAt: 59_800 }, 60_100, 0).opening).toBe(2);
  });
});

describe("whatever happens to an upstream", () => {
  const kind = fc.constantFrom<UpstreamEvent["kind"]>(
    ...(["confirmed", "carried", "published", "ended", "missed", "due"] as const),
  );
  const happening = fc.record({
    kind,
    pause: fc.nat({ max: 3_000 }),
    random: fc.double({ min: 0, max: 1, noNaN: true }),
  });

  test("it has a timer unless it is open and without failures", () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
        let state = openingState(0);
        let now = 0;
        for (const { kind, pause, random } of happenings) {
          const until = now + pause;
          while (state.dueAt <= until) {
            now = state.dueAt;
            state = nextUpstream(state, { kind: "due" }, now, random);
          }
          now = until;
          const event: UpstreamEvent =
            kind === "published"
              ? { kind, begunAt: now }
              : kind === "missed"
                ? { kind, missedAt: now - 1 }
                : { kind };
          const next = nextUpstream(state, event, now, random);
          if (next.phase !== "open" || next.failures > 0)
            expect(next.dueAt).toBeLessThanOrEqual(now + Math.max(CONFIRM_MS, ECHO_MS, BACKOFF_MS));
          if (next.opening > state.opening) expect(next.opening).toBe(state.opening + 1);
          state = next;
        }
      }),
    );
  });

  test("after repeated refusals it is reopened with growing pauses, at least once a second", () => {
    let state = openingState(0);
    const openings: number[] = [];
    for (let count = 0; count < 20; count++) {
      const refusedAt = state.since + 5;
      state = nextUpstream(state, { kind: "ended" }, refusedAt, 0.5);
      state = nextUpstream(state, { kind: "due" }, state.dueAt, 0.5);
      openings.push(state.since);
    }
    const pauses = openings.slice(1).map((at, index) => at - (openings[index] ?? 0));
    expect(Math.max(...pauses)).toBeLessThanOrEqual(BACKOFF_MS);
    expect(pauses.at(-1)).toBeGreaterThanOrEqual(BACKOFF_MS / 2);
    expect(openings.at(-1)).toBeGreaterThan(10_000);
  });
});
