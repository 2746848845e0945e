// @vitest-environment happy-dom
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Point } from "@/lib/riders/model/position";
import { RIDING_AT } from "@/test/support/rider-homes";
import { type ReportAnswer, useLocation } from "./use-location";

beforeEach(() => {
  vi.useFakeTimers({ now: RIDING_AT });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** A phone whose position the test states. */
function phone() {
  const watches = new Map<
    number,
    { fix: PositionCallback; fail: PositionErrorCallback | null | undefined }
  >();
  let ids = 0;
  vi.spyOn(navigator, "geolocation", "get").mockReturnValue({
    watchPosition: (fix, fail) => {
      watches.set(++ids, { fix, fail });
      return ids;
    },
    clearWatch: (id) => void watches.delete(id),
    getCurrentPosition: () => undefined,
  });
  return {
    watches,
    begun: () => ids,
    at: (latitude: number, more: Partial<GeolocationCoordinates> = {}) =>
      act(async () => {
        const coords = {
          ...{ latitude, longitude: 10.13, accuracy: 8, altitude: null, altitudeAccuracy: null },
          ...{ heading: Number.NaN, speed: null, toJSON: () => null },
          ...more,
        };
        for (const { fix } of watches.values()) fix({ coords, timestamp: Date.now(), toJSON: () => null });
      }),
    fails: (code: number) =>
      act(async () => {
        const reasons = { PERMISSION_DENIED: 1, POSITION_UNAVAILABLE: 2, TIMEOUT: 3 } as const;
        for (const { fail } of watches.values()) fail?.({ code, message: "", ...reasons });
      }),
  };
}

function ride(answer: () => Promise<ReportAnswer> = async () => ({ nextInMs: 5_000 }), isOnShift = true) {
  const reports: Point[][] = [];
  const onHide: Point[][] = [];
  const startedAt = RIDING_AT - 60_000;
  const { result, rerender } = renderHook(
    (props: { isOnShift: boolean }) =>
      useLocation({
        shiftStartedAt: props.isOnShift ? startedAt : null,
        report: (points) => {
          reports.push(points);
          return answer();
        },
        reportOnHide: (points) => onHide.push(points),
      }),
    { initialProps: { isOnShift } },
  );
  return {
    reports,
    onHide,
    state: () => result.current,
    shift: (on: boolean) => rerender({ isOnShift: on }),
  };
}

async function pass(ms: number) {
  for (let passed = 0; passed < ms; passed += 250) await act(() => vi.advanceTimersByTimeAsync(250));
}
async function show(visibility: DocumentVisibilityState) {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue(visibility);
  await act(async () => void document.dispatchEvent(new Event("visibilitychange")));
}
const NORTH = 54.321;

test("the first point is sent at once, the next after the pause, the newest first", async () => {
  const { at } = phone();
  const { reports, state } = ride();
  expect(state()).toBe("asking");
  await at(54.32);
  expect(state()).toBe("on");
  expect(reports).toHaveLength(1);
  expect(reports[0]).toMatchObject([{ lat: 54.32, accuracy: 8, heading: null, speed: null }]);
  await at(NORTH);
  await at(NORTH + 0.001);
  await pass(4_000);
  expect(reports).toHaveLength(1);
  await pass(1_000);
  expect(reports[1]?.map(({ lat }) => lat)).toEqual([NORTH + 0.001, NORTH]);
  expect(reports[1]?.[0]?.seq).toBeGreaterThan(reports[0]?.[0]?.seq ?? 0);
});

test("points are kept while there is no answer, and sent once there is one", async () => {
  const { at } = phone();
  let isBack = false;
  const { reports } = ride(async () => {
    if (!isBack) throw new Error("offline");
    return { nextInMs: 5_000 };
  });
  await at(54.32);
  await at(NORTH);
  isBack = true;
  await pass(10_000);
  expect(reports.at(-1)?.map(({ lat }) => lat)).toEqual([NORTH, 54.32]);
  const after = reports.length;
  await pass(60_000);
  expect(reports).toHaveLength(after);
});

test("off shift, nothing is watched", async () => {
  const { watches, at } = phone();
  const { reports, state, shift } = ride(undefined, false);
  expect(state()).toBe("off");
  expect(watches.size).toBe(0);
  shift(true);
  await at(54.32);
  shift(false);
  expect(watches.size).toBe(0);
  expect(state()).toBe("off");
  await pass(60_000);
  expect(reports).toHaveLength(1);
});

test("a hidden page hands over what it has, and a page that is shown again watches anew", async () => {
  const { at, begun, watches } = phone();
  const { onHide } = ride();
  await at(54.32);
  await at(NORTH);
  await show("hidden");
  expect(onHide.map((points) => points.map(({ lat }) => lat))).toEqual([[NORTH]]);
  expect(begun()).toBe(1);
  await show("visible");
  expect(begun()).toBe(2);
  expect(watches.size).toBe(1);
});

test.each([
  [1, "denied"],
  [2, "unavailable"],
  [3, "unavailable"],
])("a phone that fails with %d is %s, and goes on when it has a fix", async (code, state) => {
  const { fails, at } = phone();
  const ridden = ride();
  await fails(code);
  expect(ridden.state()).toBe(state);
  await at(54.32);
  expect(ridden.state()).toBe("on");
});

test("what is no place is not sent", async () => {
  const { at } = phone();
  const { reports, state } = ride();
  await at(Number.NaN);
  await at(120);
  expect(state()).toBe("asking");
  expect(reports).toEqual([]);
  await at(54.32, { accuracy: Number.POSITIVE_INFINITY });
  expect(reports[0]).toMatchObject([{ accuracy: 100_000 }]);
});
