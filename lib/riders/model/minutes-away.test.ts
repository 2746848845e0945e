import { expect, test } from "vitest";
import { minutesOfRide, minutesToRange } from "./minutes-away";

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 27, 18, minutes)).toISOString();

test("a ride takes as long as its vehicle needs in a town, at least a minute", () => {
  expect(minutesOfRide(1_250, "bicycle")).toBe(5);
  expect(minutesOfRide(1_250, "foot")).toBe(15);
  expect(minutesOfRide(0, "car")).toBe(1);
});

test("a range is so far away as its middle, until it has passed", () => {
  const range = { from: at(10), to: at(20) };
  expect(minutesToRange(range, Date.parse(at(3)))).toBe(12);
  expect(minutesToRange(range, Date.parse(at(18)))).toBe(1);
  expect(minutesToRange(range, Date.parse(at(21)))).toBeNull();
});
