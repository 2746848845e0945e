import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { withTimeout } from "./with-timeout";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("rejects when there is no answer in time", async () => {
  const given = withTimeout(new Promise(() => undefined), 1_000);
  const refused = expect(given).rejects.toThrow("No answer in time");
  await vi.advanceTimersByTimeAsync(1_000);
  await refused;
});

test("resolves or rejects with a result that comes in time, and clears its timer", async () => {
  await expect(withTimeout(Promise.resolve("placed"), 1_000)).resolves.toBe("placed");
  await expect(withTimeout(Promise.reject(new Error("offline")), 1_000)).rejects.toThrow("offline");
  expect(vi.getTimerCount()).toBe(0);
});
