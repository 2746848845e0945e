import { expect, test } from "vitest";
import { formatExactTime } from "./exact-time";

test("an exact time has seconds, in the time zone of the store", () => {
  expect(formatExactTime("2026-11-21T17:02:07.900Z", "Europe/Berlin")).toBe("18:02:07");
  expect(formatExactTime("2026-11-21T17:02:30.000Z", "Asia/Kathmandu")).toBe("22:47:30");
});

test("a time that occurs twice keeps its offset", () => {
  expect(formatExactTime("2026-10-25T00:55:09Z", "Europe/Berlin")).toBe("02:55:09 GMT+2");
});
