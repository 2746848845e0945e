import { expect, test } from "vitest";
import { ORDER, trip } from "@/test/support/rider-homes";
import { type Press, type RidingAction, ridingPressesSchema, shownSteps } from "./riding-press";

const press = (action: RidingAction, more: Partial<Press> = {}): Press => ({
  key: "0123456789abcdef0123",
  subject: trip().id,
  action,
  shown: 1,
  version: 1,
  pressedAt: 1,
  meantAt: 1,
  tries: 0,
  isSending: false,
  ...more,
});
const step = (name: "at_door" | "delivered") => ({
  name: "take_trip_step" as const,
  trip_id: trip().id,
  order_id: ORDER,
  step: name,
});

test("a step is shown as taken at once, a delivery only when it waits for a signal", () => {
  const steps = (queue: Press[]) => shownSteps(queue, trip().id).map((one) => one.step);
  expect(steps([press(step("at_door"), { isSending: true }), press(step("delivered"))])).toEqual(["at_door"]);
  expect(steps([press(step("delivered"), { tries: 1 })])).toEqual(["delivered"]);
  expect(steps([press(step("at_door"), { tries: 1 }), press(step("delivered"))])).toEqual([
    "at_door",
    "delivered",
  ]);
});

test("presses on something else change no trip", () => {
  expect(shownSteps([press({ name: "set_shift", on: false, vehicle: "car" })], trip().id)).toEqual([]);
  expect(shownSteps([press(step("at_door"))], ORDER)).toEqual([]);
});

test("a reload finds the presses, and nothing that is not one", () => {
  const kept = [press({ ...step("delivered"), pin: "4071" })];
  expect(ridingPressesSchema.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  const broken = [{ ...press(step("at_door")), action: { ...step("at_door"), step: "flown" } }];
  expect(ridingPressesSchema.safeParse(broken).success).toBe(false);
});
