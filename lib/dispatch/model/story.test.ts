import { describe, expect, test } from "vitest";
import { at } from "@/test/support/board-orders";
import { decisionFor, dispatchOrder } from "@/test/support/dispatch-views";
import { dispatchStory } from "./story";

const order = dispatchOrder(1);
const decision = (id: string, time: string, more: Parameters<typeof decisionFor>[1] = {}) =>
  decisionFor(order, { id, at: time, ...more });
const offer = { id: "o1", rider_name: "Rita", made_at: at(18, 10), status: "declined" } as const;

describe("the story of an order's dispatch", () => {
  test("is told from the earliest on, with the answer of each offer", () => {
    const story = dispatchStory(
      [decision("d2", at(18, 12), { kind: "assign", actor_name: "Dora" }), decision("d1", at(18, 9))],
      [{ ...offer, ended_at: at(18, 11) }],
    );
    expect(story.map(({ kind, what, at: time }) => [kind, what, time])).toEqual([
      ["decision", "offer", at(18, 9)],
      ["offer", "open", at(18, 10)],
      ["offer", "declined", at(18, 11)],
      ["decision", "assign", at(18, 12)],
    ]);
  });

  test("tells an offer that is open without an answer", () => {
    expect(dispatchStory([], [{ ...offer, status: "open", ended_at: null }])).toHaveLength(1);
  });

  test("tells a plan that decides the same again once, and again after another decision", () => {
    const held = (id: string, time: string) => decision(id, time, { kind: "hold" });
    const story = dispatchStory(
      [
        held("a", at(18, 1)),
        held("b", at(18, 2)),
        decision("c", at(18, 3), { kind: "pin" }),
        held("d", at(18, 4)),
      ],
      [],
    );
    expect(story.map(({ id }) => id)).toEqual(["a", "c", "d"]);
  });
});
