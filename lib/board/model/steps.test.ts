import { expect, test } from "vitest";
import { acceptedOrder, at, boardOrder } from "@/test/support/board-orders";
import { actionOf, primaryStep, stepMinutes } from "./steps";

test("each column has one next step, for roles that may take it", () => {
  expect(primaryStep(boardOrder(1), ["accept", "decline"])).toBe("accept");
  expect(primaryStep(acceptedOrder(1), ["ready", "hand_over"])).toBe("ready");
  expect(primaryStep(acceptedOrder(1, { ready_at: at(18, 9) }), ["hand_over"])).toBe("hand_over");
  expect(primaryStep(acceptedOrder(1), ["cancel"])).toBeNull();
});

test("only the accept action has minutes", () => {
  expect(actionOf("accept", null)).toEqual({ name: "accept" });
  expect(actionOf("accept", 25)).toEqual({ name: "accept", prep_minutes: 25 });
  expect(actionOf("ready", 25)).toEqual({ name: "ready" });
});

test("minutes change in steps of five and stay within bounds", () => {
  expect(stepMinutes(20, 1)).toBe(25);
  expect(stepMinutes(5, -1)).toBe(5);
  expect(stepMinutes(120, 1)).toBe(120);
});
