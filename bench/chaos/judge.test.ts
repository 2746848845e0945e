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

describe("a reader that was served as promised", () => {
  test("got everything, once and in order, over however many connections", () => {
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

  test("may get again over another connection what it has, and drops it", () => {
    const entries = [got(1), got(2), got(2, 2), got(3, 2)];
    expect(judge(0, log(3), entries)).toMatchObject({ ...clean, owed: 3, received: 3, wire_repeats: 1 });
  });

  test("is not owed what was there before it came", () => {
    expect(judge(2, log(4), [got(3), got(4)])).toMatchObject({ ...clean, owed: 2, received: 2 });
  });

  test("is not owed what a reset told it to read afresh", () => {
    const entries = [got(1), reset(3), got(4)];
    expect(judge(0, log(4), entries)).toMatchObject({
      ...clean,
      owed: 2,
      received: 2,
      resets: 1,
      reset_skipped: 2,
    });
  });

  test("waited as long as from the commit to the receipt", () => {
    expect(judge(0, log(2), [got(1, 1, 20), got(2, 1, 700)]).longest_silence_ms).toBe(700);
  });
});

describe("a reader that was not", () => {
  test("whatever it did not get and no reset covers is lost, one by one", () => {
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

  test("what came twice on one connection is doubled, though the reader drops it", () => {
    expect(judge(0, log(2), [got(1), got(2), got(2)])).toMatchObject({ doubled: 1, lost: 0 });
  });

  test("what came again on another is doubled for a reader that drops nothing", () => {
    const entries = [got(1), got(1, 2), got(2, 2)];
    expect(judge(0, log(2), entries, { dropsSeen: false })).toMatchObject({ doubled: 1, wire_repeats: 0 });
  });

  test("what came after a later one is inverted, not lost", () => {
    expect(judge(0, log(3), [got(1), got(3), got(2)])).toMatchObject({ inverted: 1, lost: 0, received: 3 });
    expect(judge(0, log(3), [got(1), got(3), got(2, 2)])).toMatchObject({ inverted: 1, lost: 0 });
  });

  test("what says something else than the log is altered", () => {
    const forged: Entry = { kind: "event", offset: 2, digest: 1, at: 2_000, line: 1 };
    expect(judge(0, log(2), [got(1), forged])).toMatchObject({ altered: 1 });
  });

  test("what comes from nowhere is altered, too", () => {
    expect(judge(0, log(1), [got(1), got(9)])).toMatchObject({ altered: 1 });
  });

  test("a reset that goes back makes room for what comes again", () => {
    expect(judge(0, log(3), [got(1), got(2), reset(0), got(1), got(2), got(3)])).toMatchObject({
      ...clean,
      received: 3,
      resets: 1,
    });
  });
});

test("what nobody was promised is not owed, and may come all the same", () => {
  const rows = log(3).map((row) => ({ ...row, isOwed: row.offset !== 2 }));
  expect(judge(0, rows, [got(1), got(3)])).toMatchObject({ ...clean, owed: 2 });
  expect(judge(0, rows, [got(1), got(2), got(3)])).toMatchObject({ ...clean, owed: 2 });
});

test("the whole is the sum of its readers, and as silent as the one who waited longest", () => {
  const one = judge(0, log(3), [got(1), got(2, 1, 40)]);
  const other = judge(0, log(3), [got(1), got(2), got(3, 1, 90)]);
  expect(addVerdicts([one, other])).toMatchObject({ owed: 6, received: 5, lost: 1, longest_silence_ms: 90 });
});
