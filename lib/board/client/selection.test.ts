import fc from "fast-check";
import { expect, test } from "vitest";
import { COLUMNS } from "@/lib/board/model/columns";
import { type Direction, neighbour, nthTicket } from "./moves";
import { firstTicket, type Layout, placeOf, successor } from "./selection";

const layout: Layout = { new: ["a", "b"], preparing: [], ready: ["c", "d", "e"], out: ["f"], done: [] };

const lanesOf = (layout: Layout) => COLUMNS.map((column) => layout[column]);

test.each([
  ["a", "down", "b"],
  ["b", "down", "b"],
  ["a", "up", "a"],
  ["b", "right", "d"],
  ["e", "right", "f"],
  ["f", "left", "c"],
  ["c", "left", "a"],
  ["f", "right", "f"],
] as const)("from %s %s is %s", (from, direction, to) => {
  expect(neighbour(lanesOf(layout), from, direction)).toBe(to);
});

test.each([
  ["c", "right", "e"],
  ["e", "left", "c"],
  ["d", "down", "d"],
  ["e", "up", "e"],
] as const)("in a column of two lanes, from %s %s is %s", (from, direction, to) => {
  expect(neighbour([["a", "b"], [], ["c", "d"], ["e"], ["f"]], from, direction)).toBe(to);
});

test("without a focused ticket, moving focuses the first one", () => {
  expect(neighbour(lanesOf(layout), null, "down")).toBe("a");
  expect(firstTicket({ ...layout, new: [] })).toBe("c");
  expect(firstTicket({ new: [], preparing: [], ready: [], out: [], done: [] })).toBeNull();
});

test("a digit selects in the focused column, or in New without focus", () => {
  expect(nthTicket(layout, null, 2)).toBe("b");
  expect(nthTicket(layout, "f", 1)).toBe("f");
  expect(nthTicket(layout, "c", 3)).toBe("e");
  expect(nthTicket(layout, "c", 9)).toBeNull();
});

test("when a ticket leaves, the next one gets the focus, at the end the last one", () => {
  expect(successor(layout, { ...layout, ready: ["d", "e"] }, "c")).toBe("d");
  expect(successor(layout, { ...layout, ready: ["c", "d"] }, "e")).toBe("d");
});

test("a ticket that is shown anew in its own column keeps the focus, wherever it stands there", () => {
  expect(successor(layout, { ...layout }, "d")).toBe("d");
  expect(successor(layout, { ...layout, ready: ["d", "e", "c"] }, "c")).toBe("c");
});

test("the last ticket of a column keeps the focus in its new column, and passes it on when it is gone", () => {
  expect(successor(layout, { ...layout, ready: ["c", "d", "e", "f"], out: [] }, "f")).toBe("f");
  expect(successor(layout, { ...layout, out: [] }, "f")).toBe("a");
});

test("whichever ticket leaves and wherever it goes, the focus ends on a ticket unless there is none", () => {
  const steps = fc.record({
    sizes: fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2), fc.nat(2)),
    pick: fc.nat(),
    to: fc.nat(4),
  });
  fc.assert(
    fc.property(steps, ({ sizes, pick, to }) => {
      const ids = (column: number) => Array.from({ length: sizes[column] ?? 0 }, (_, n) => `${column}-${n}`);
      const before: Layout = { new: ids(0), preparing: ids(1), ready: ids(2), out: ids(3), done: [] };
      const all = COLUMNS.flatMap((column) => before[column]);
      const left = all[pick % Math.max(1, all.length)];
      fc.pre(left !== undefined);
      const after = { ...before };
      for (const column of COLUMNS) after[column] = before[column].filter((id) => id !== left);
      const target = COLUMNS[to];
      // Done has no tickets to focus.
      if (target !== undefined && target !== "done" && left !== undefined)
        after[target] = [...after[target], left];
      const isEmpty = COLUMNS.every((column) => after[column].length === 0);
      expect(placeOf(after, successor(before, after, left ?? "")) === null).toBe(isEmpty);
    }),
  );
});

test("a move always ends on an existing ticket", () => {
  const counts = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3), fc.nat(3), fc.nat(3));
  const direction = fc.constantFrom<Direction[]>("up", "down", "left", "right");
  fc.assert(
    fc.property(counts, fc.array(direction), (sizes, moves) => {
      const ids = (column: number) => Array.from({ length: sizes[column] ?? 0 }, (_, n) => `${column}-${n}`);
      const some: Layout = { new: ids(0), preparing: ids(1), ready: ids(2), out: ids(3), done: ids(4) };
      const end = moves.reduce<string | null>(
        (id, move) => neighbour(lanesOf(some), id, move),
        firstTicket(some),
      );
      const isEmpty = COLUMNS.every((column) => some[column].length === 0);
      expect(placeOf(some, end) === null).toBe(isEmpty);
    }),
  );
});
