// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const NOW = Date.parse("2026-11-25T18:00:00Z");

/** What the browser knows about how the page arrived. */
class Navigation {
  constructor(readonly responseStart: number) {}
}

/** The page was rendered at NOW, the response began 300 ms after the navigation, and `elapsed` ms have passed since. */
async function pageWith(error: number, elapsed: number) {
  vi.resetModules();
  vi.setSystemTime(NOW + error + elapsed);
  vi.stubGlobal("PerformanceNavigationTiming", Navigation);
  vi.stubGlobal("performance", {
    now: () => 300 + elapsed,
    getEntriesByType: () => [new Navigation(300)],
  });
  document.documentElement.dataset.renderedAt = String(NOW);
  return import("./server-clock");
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
  delete document.documentElement.dataset.renderedAt;
});

test.each([
  [0, 0],
  [600_000, 7_000],
  [-86_400_000, 60_000],
])(
  "with a device's clock wrong by %i ms, the page knows the time %i ms after its response began",
  async (error, elapsed) => {
    const { serverNow } = await pageWith(error, elapsed);
    expect(serverNow()).toBe(NOW + elapsed);
  },
);

test("what the stream says replaces what the page said", async () => {
  const { serverNow, setClockOffset, toServerTime } = await pageWith(600_000, 0);
  setClockOffset(-599_900);
  expect(serverNow()).toBe(NOW + 100);
  expect(toServerTime(1_000_000)).toBe(400_100);
});

test("a page that does not say when it was rendered trusts the device", async () => {
  const { serverNow } = await pageWith(600_000, 0);
  delete document.documentElement.dataset.renderedAt;
  expect(serverNow()).toBe(NOW + 600_000);
});
