// @vitest-environment happy-dom
import { act, cleanup, render, screen } from "@testing-library/react";
import { type ComponentType, lazy, Suspense } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { later } from "./later";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const Dish = () => <p>Ramen</p>;
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

function show(Part: ComponentType) {
  return render(
    <>
      <h1>Board</h1>
      <Suspense>
        <Part />
      </Suspense>
    </>,
  );
}

test("code that cannot be fetched leaves the page as it is, and appears when it can be fetched", async () => {
  let isGone = true;
  const load = vi.fn(async () => {
    if (isGone) throw new Error("Failed to load chunk");
    return Dish;
  });
  show(lazy(later(load)));
  await pass(7_000);
  expect(load).toHaveBeenCalledTimes(4);
  expect(screen.getByRole("heading").textContent).toBe("Board");
  expect(screen.queryByText("Ramen")).toBeNull();
  isGone = false;
  await pass(8_000);
  expect(screen.getByText("Ramen").textContent).toBe("Ramen");
});

test("code that was fetched early is not fetched again", async () => {
  const load = vi.fn(async () => Dish);
  const loadPart = later(load);
  await loadPart();
  show(lazy(loadPart));
  await pass(0);
  expect(screen.getByText("Ramen").textContent).toBe("Ramen");
  expect(load).toHaveBeenCalledOnce();
});
