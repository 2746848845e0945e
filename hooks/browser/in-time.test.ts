import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { inTime } from "./in-time";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("an answer that never comes is given up, and says so", async () => {
  const given = inTime(new Promise(() => undefined), 1_000);
  const refused = expect(given).rejects.toThrow("No answer in time");
  await vi.advanceTimersByTimeAsync(1_000);
  await refused;
});

test("an answer or a failure in time is handed on, and leaves no timer behind", async () => {
  await expect(inTime(Promise.resolve("placed"))).resolves.toBe("placed");
  await expect(inTime(Promise.reject(new Error("offline")))).rejects.toThrow("offline");
  expect(vi.getTimerCount()).toBe(0);
});
