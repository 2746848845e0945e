import fc from "fast-check";
import munkres from "munkres";
import { expect, test } from "vitest";
import { emptyMatching } from "./matching";

/** A size, and rows that get new costs one after another. */
const someChanges = fc.integer({ min: 1, max: 7 }).chain((size) =>
  fc.tuple(
    fc.constant(size),
    fc.array(
      fc.record({
        row: fc.nat(size - 1),
        costs: fc.oneof(
          fc.array(fc.integer({ min: -50, max: 50 }), { minLength: size, maxLength: size }),
          fc.constant(null),
        ),
      }),
      { maxLength: 20 },
    ),
  ),
);

const totalOf = (table: readonly (readonly number[])[], columns: Iterable<number>) =>
  [...columns].reduce((sum, column, row) => sum + (table[row]?.[column] ?? Number.NaN), 0);

test("an assignment stays the cheapest one while rows change, and no change is cheaper than its bound", () => {
  fc.assert(
    fc.property(someChanges, ([size, changes]) => {
      const matching = emptyMatching(size);
      const table = Array.from({ length: size }, () => Array<number>(size).fill(0));
      for (const { row, costs } of changes) {
        const before = totalOf(table, matching.columnOf);
        const next = costs === null ? matching.zeros : Float64Array.from(costs);
        const bound = matching.boundOf(row, next);
        matching.replace(row, next);
        table[row] = [...next];
        const total = totalOf(table, matching.columnOf);
        const best = munkres(table).reduce(
          (sum, [at, column]) => sum + (table[at]?.[column] ?? Number.NaN),
          0,
        );
        expect(new Set(matching.columnOf).size).toBe(size);
        expect(total).toBeCloseTo(best, 6);
        expect(total).toBeGreaterThanOrEqual(before + bound - 1e-6);
      }
    }),
  );
});

test("an assignment goes back to the state that was kept, and goes on from there", () => {
  fc.assert(
    fc.property(someChanges, fc.nat(20), ([size, changes], from) => {
      const [tried, plain] = [emptyMatching(size), emptyMatching(size)];
      const replaceIn = (matching: typeof tried, { row, costs }: (typeof changes)[number]) =>
        matching.replace(row, costs === null ? matching.zeros : Float64Array.from(costs));
      for (const change of changes.slice(0, from)) {
        replaceIn(tried, change);
        replaceIn(plain, change);
      }
      tried.keep();
      for (const change of changes.slice(from)) replaceIn(tried, change);
      tried.restore();
      expect(tried.columnOf).toEqual(plain.columnOf);
      for (const change of changes) {
        replaceIn(tried, change);
        replaceIn(plain, change);
      }
      expect(tried.columnOf).toEqual(plain.columnOf);
    }),
  );
});
