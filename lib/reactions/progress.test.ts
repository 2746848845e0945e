import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type LogHead, type Position, UNWRITTEN } from "@/lib/realtime/protocol/position";
import { matcherOf, nextStep, retryAfterSeconds } from "./progress";

type Turn =
  | { kind: "append"; count: number }
  | { kind: "trim"; share: number }
  | { kind: "step"; atMost: number };

const turns = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("append" as const), count: fc.integer({ min: 1, max: 8 }) }),
    fc.record({ kind: fc.constant("trim" as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
    fc.record({ kind: fc.constant("step" as const), atMost: fc.integer({ min: 1, max: 5 }) }),
  ),
  { maxLength: 80 },
);

function play(schedule: readonly Turn[]) {
  let log: LogHead = UNWRITTEN;
  let position: Position = { epoch: "", offset: 0 };
  const handled: number[] = [];
  const missing: number[] = [];
  const step = (atMost: number) => {
    const next = nextStep(position, log, atMost);
    if (next.kind === "wait") return;
    const passed = Array.from(
      { length: next.to.offset - position.offset },
      (_, n) => position.offset + n + 1,
    );
    (next.kind === "read" ? handled : missing).push(...passed);
    position = next.to;
  };
  for (const turn of schedule)
    if (turn.kind === "append") log = { epoch: "a", head: log.head + turn.count, tail: log.tail };
    else if (turn.kind === "trim")
      log = { ...log, tail: log.tail + Math.floor((log.head - log.tail) * turn.share) };
    else step(turn.atMost);
  const before = { handled: handled.length, missing: missing.length };
  while (nextStep(position, log, 3).kind !== "wait") step(3);
  return { log, handled, missing, before };
}

describe("the progress of a reaction on one channel", () => {
  test("handles each event once and in order, or reports it as missing", () => {
    fc.assert(
      fc.property(turns, (schedule) => {
        const { log, handled, missing } = play(schedule);
        expect(handled).toEqual(handled.toSorted((a, b) => a - b));
        expect([...handled, ...missing].toSorted((a, b) => a - b)).toEqual(
          Array.from({ length: log.head }, (_, n) => n + 1),
        );
      }),
    );
  });

  test("reports nothing as missing in a log that is never trimmed", () => {
    fc.assert(
      fc.property(turns, (schedule) => {
        expect(play(schedule.filter(({ kind }) => kind !== "trim")).missing).toEqual([]);
      }),
    );
  });

  test("starts again after a change of epoch and reports it", () => {
    expect(nextStep({ epoch: "a", offset: 9 }, { epoch: "b", head: 3, tail: 1 }, 100)).toEqual({
      kind: "gap",
      reason: "epoch",
      to: { epoch: "b", offset: 1 },
    });
  });

  test("waits when another runner has moved the position beyond the log that was read", () => {
    expect(nextStep({ epoch: "a", offset: 9 }, { epoch: "a", head: 5, tail: 0 }, 100)).toEqual({
      kind: "wait",
    });
  });
});

test("the pause after failures doubles up to five minutes", () => {
  expect([1, 2, 3, 4, 9, 10, 60].map(retryAfterSeconds)).toEqual([1, 2, 4, 8, 256, 300, 300]);
});

test("a channel pattern matches whole names, with any text for %", () => {
  const pattern = matcherOf("tenant:%:orders");
  expect(
    ["tenant:1:orders", "tenant:1:orders:x", "xtenant:1:orders", "user:1"].map((name) => pattern.test(name)),
  ).toEqual([true, false, false, false]);
  expect(matcherOf("a.b").test("axb")).toBe(false);
});
