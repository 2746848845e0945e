import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holds } from "@/test/support/holds";
import { addVerdicts, type Entry, judge, type LogRow } from "./judge";

const log = (last: number): LogRow[] =>
  Array.from({ length: last }, (_, index) => ({
    offset: index + 1,
    digest: 100 + index + 1,
    at: 1_000 * (index + 1),
    isOwed: true,
  }));

const got = (offset: number, line = 1, delay = 5): Entry => ({
  kind: "event",
  offset,
  digest: 100 + offset,
  at: 1_000 * offset + delay,
  line,
});
const reset = (offset: number, line = 1): Entry => ({ kind: "reset", offset, line });

const clean = { lost: 0, doubled: 0, inverted: 0, altered: 0 };

describe("a reader that received all it was owed", () => {
  test("received each event once and in order over several connections", () => {
    holds(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.infiniteStream(fc.boolean()), (length, cuts) => {
        let line = 1;
        const entries = log(length).map(({ offset }) => {
          if (cuts.next().value === true) line += 1;
          return got(offset, line);
        });
        expect(judge(0, log(length), entries)).toMatchObject({ ...clean, owed: length, received: length });
      }),
    );
  });

  test("may receive an event again over another connection, and drops it", () => {
    const entries = [got(1), got(2), got(2, 2), got(3, 2)];
    expect(judge(0, log(3), entries)).toMatchObject({ ...clean, owed: 3, received: 3, wire_repeats: 1 });
  });

  test("is not owed events from before it connected", () => {
    expect(judge(2, log(4), [got(3), got(4)])).toMatchObject({ ...clean, owed: 2, received: 2 });
  });

  test("is not owed events that a reset covers", () => {
    const entries = [got(1), reset(3), got(4)];
    expect(judge(0, log(4), entries)).toMatchObject({
      ...clean,
      owed: 2,
      received: 2,
      resets: 1,
      reset_skipped: 2,
    });
  });

  test("has a delay measured from commit to receipt", () => {
    expect(judge(0, log(2), [got(1, 1, 20), got(2, 1, 700)]).longest_silence_ms).toBe(700);
  });
});

describe("a reader with faults", () => {
  test("each event that was not received and not covered by a reset is lost", () => {
    holds(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 30 })), (missing) => {
        const entries = log(30).flatMap(({ offset }) => (missing.includes(offset) ? [] : [got(offset)]));
        expect(judge(0, log(30), entries)).toMatchObject({
          owed: 30,
          lost: missing.length,
          received: 30 - missing.length,
        });
      }),
    );
  });

  test("an event received twice on one connection is doubled, even if the reader drops it", () => {
    expect(judge(0, log(2), [got(1), got(2), got(2)])).toMatchObject({ doubled: 1, lost: 0 });
  });

  test("an event received again on another connection is doubled for a reader without deduplication", () => {
    const entries = [got(1), got(1, 2), got(2, 2)];
    expect(judge(0, log(2), entries, { dropsSeen: false })).toMatchObject({ doubled: 1, wire_repeats: 0 });
  });

  test("an event received after a later one is inverted, not lost", () => {
    expect(judge(0, log(3), [got(1), got(3), got(2)])).toMatchObject({ inverted: 1, lost: 0, received: 3 });
    expect(judge(0, log(3), [got(1), got(3), got(2, 2)])).toMatchObject({ inverted: 1, lost: 0 });
  });

  test("an event that differs from the log is altered", () => {
    const forged: Entry = { kind: "event", offset: 2, digest: 1, at: 2_000, line: 1 };
    expect(judge(0, log(2), [got(1), forged])).toMatchObject({ altered: 1 });
  });

  test("an event that is not in the log counts as altered", () => {
    expect(judge(0, log(1), [got(1), got(9)])).toMatchObject({ altered: 1 });
  });

  test("a reset to an earlier offset allows events to arrive again", () => {
    expect(judge(0, log(3), [got(1), got(2), reset(0), got(1), got(2), got(3)])).toMatchObject({
      ...clean,
      received: 3,
      resets: 1,
    });
  });
});

test("an event that is not owed may be received", () => {
  const rows = log(3).map((row) => ({ ...row, isOwed: row.offset !== 2 }));
  expect(judge(0, rows, [got(1), got(3)])).toMatchObject({ ...clean, owed: 2 });
  expect(judge(0, rows, [got(1), got(2), got(3)])).toMatchObject({ ...clean, owed: 2 });
});

test("the total is the sum of all readers, with the longest silence of any of them", () => {
  const one = judge(0, log(3), [got(1), got(2, 1, 40)]);
  const other = judge(0, log(3), [got(1), got(2), got(3, 1, 90)]);
  expect(addVerdicts([one, other])).toMatchObject({ owed: 6, received: 5, lost: 1, longest_silence_ms: 90 });
});
