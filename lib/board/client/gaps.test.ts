import * as fc from "fast-check";
import { expect, test } from "vitest";
import { holds } from "@/test/support/holds";
import { type Gap, insertGaps } from "./gaps";

const show = (tickets: readonly string[], gaps: readonly Gap[]) =>
  insertGaps(
    tickets.map((key) => ({ key })),
    gaps,
    ({ id }) => ({ key: id }),
  ).map(({ key }) => key);

const gapOf = (id: string, shown: readonly string[]): Gap => ({
  id,
  column: "new",
  below: shown.slice(shown.indexOf(id) + 1),
});

test("whichever tickets leave, in whatever order, none of the others moves", () => {
  const tickets = ["a", "b", "c", "d", "e", "f"];
  holds(
    fc.property(fc.shuffledSubarray(tickets), (leaving) => {
      const gaps: Gap[] = [];
      let left = tickets;
      for (const id of leaving) {
        gaps.push(gapOf(id, show(left, gaps)));
        left = left.filter((one) => one !== id);
        expect(show(left, gaps)).toEqual(tickets);
      }
    }),
  );
});

test("a gap stays above the next ticket that is left when somebody else moved the one below it", () => {
  const gap = gapOf("b", ["a", "b", "c", "d"]);
  expect(show(["a", "d"], [gap])).toEqual(["a", "b", "d"]);
  expect(show([], [gap])).toEqual(["b"]);
});

test("a ticket that came back takes the place of its gap", () => {
  expect(show(["a", "b"], [gapOf("a", ["a", "b"])])).toEqual(["a", "b"]);
});
