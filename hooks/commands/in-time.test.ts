import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { inTime } from "./in-time";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("rejects when there is no answer in time", async () => {
  const given = inTime(new Promise(() => undefined), 1_000);
  const refused = expect(given).rejects.toThrow("No answer in time");
  await vi.advanceTimersByTimeAsync(1_000);
  await refused;
});

test("settles like an answer or a failure that comes in time, and clears its timer", async () => {
  await expect(inTime(Promise.resolve("placed"), 1_000)).resolves.toBe("placed");
  await expect(inTime(Promise.reject(new Error("offline")), 1_000)).rejects.toThrow("offline");
  expect(vi.getTimerCount()).toBe(0);
});
