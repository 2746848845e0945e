// @vitest-environment happy-dom
import { act, cleanup, renderHook } from "@testing-library/react";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { knowMaintenance, movedDeadline } from "@/lib/broadcasts/client/maintenance";
import type { Window } from "@/lib/broadcasts/model/standstill";
import { acceptEnd, answerEnd } from "@/lib/orders/model/deadlines";
import { ANSWER_MINUTES } from "@/lib/orders/model/terms";
import { useAnswerEnd } from "./use-answer-end";

const MINUTE = 60_000;
const NOW = Date.parse("2026-11-26T18:00:00.000Z");
const iso = (ms: number) => new Date(ms).toISOString();

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  cleanup();
  knowMaintenance([]);
  vi.useRealTimers();
});

test("the time that is shown moves while the page is open, and moves back when maintenance is withdrawn", async () => {
  const { result } = renderHook(() => useAnswerEnd(iso(NOW + MINUTE)));
  expect(result.current).toBe(iso(NOW + MINUTE));
  knowMaintenance([[NOW, NOW + 10 * MINUTE]]);
  await act(() => vi.advanceTimersByTimeAsync(1_100));
  expect(result.current).toBe(iso(NOW + 11 * MINUTE));
  knowMaintenance([]);
  await act(() => vi.advanceTimersByTimeAsync(1_100));
  expect(result.current).toBe(iso(NOW + MINUTE));
});

test("without a question there is no time", () => {
  expect(renderHook(() => useAnswerEnd(null)).result.current).toBeNull();
});

const windows = fc.array(
  fc
    .tuple(fc.integer({ min: -60, max: 60 }), fc.integer({ min: 0, max: 40 }))
    .map(([from, length]): Window => [NOW + from * MINUTE, NOW + (from + length) * MINUTE]),
  { maxLength: 5 },
);

test("what pages show is what the server acts on, whatever overlaps, and moves once", () => {
  fc.assert(
    fc.property(windows, fc.integer({ min: 1, max: 30 }), (known, minutes) => {
      // The same maintenance twice moves nothing twice.
      knowMaintenance([...known, ...known]);
      const accept_by = iso(NOW + minutes * MINUTE);
      const order = { created_at: iso(NOW), accept_by };
      expect(movedDeadline(Date.parse(accept_by), NOW)).toBe(acceptEnd(order, known));
      const answerBy = iso(NOW + ANSWER_MINUTES * MINUTE);
      const { result, unmount } = renderHook(() => useAnswerEnd(answerBy));
      expect(Date.parse(result.current)).toBe(answerEnd(answerBy, known));
      unmount();
    }),
  );
});
