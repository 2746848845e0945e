// @vitest-environment happy-dom
import { act, render, screen } from "@testing-library/react";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { setClockOffset } from "@/lib/realtime/client/server-clock";
import { useNow } from "./use-now";

function Clock({ label }: { label: string }) {
  return <span data-testid={label}>{useNow(5_000)}</span>;
}

beforeEach(() => {
  vi.useFakeTimers({ now: 10_400 });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  setClockOffset(0);
});

it("the server renders with the given time", () => {
  expect(renderToString(<Clock label="server" />)).toContain("5000");
});

it("all clocks of a page share one timer, change on the second, and stop when the last one unmounts", () => {
  const { unmount } = render(
    <>
      <Clock label="one" />
      <Clock label="other" />
    </>,
  );
  expect(vi.getTimerCount()).toBe(1);
  act(() => vi.advanceTimersByTime(600));
  expect(screen.getByTestId("one").textContent).toBe("11000");
  expect(screen.getByTestId("other").textContent).toBe("11000");
  unmount();
  expect(vi.getTimerCount()).toBe(0);
});

const LABELS = Array.from({ length: 60 }, (_, n) => `clock ${n}`);
const Clocks = () => LABELS.map((label) => <Clock key={label} label={label} />);
const shownBy = (container: HTMLElement) =>
  [...container.querySelectorAll("span")].filter(({ textContent }) => textContent === "11000").length;

it("many clocks change in several tasks, so that a press need not wait for all of them", () => {
  const { container, unmount } = render(<Clocks />);
  act(() => void vi.advanceTimersToNextTimer());
  const first = shownBy(container);
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThan(LABELS.length);
  act(() => vi.advanceTimersByTime(10));
  expect(shownBy(container)).toBe(LABELS.length);
  unmount();
});

it("clocks of a hidden page change at once, because it may get no other task in that second", () => {
  vi.spyOn(document, "hidden", "get").mockReturnValue(true);
  const { container, unmount } = render(<Clocks />);
  act(() => void vi.advanceTimersToNextTimer());
  expect(shownBy(container)).toBe(LABELS.length);
  unmount();
});

it("a clock shows the server's time, and changes when the server's second does", () => {
  setClockOffset(600_250);
  render(<Clock label="one" />);
  expect(screen.getByTestId("one").textContent).toBe("610000");
  act(() => vi.advanceTimersByTime(349));
  expect(screen.getByTestId("one").textContent).toBe("610000");
  act(() => vi.advanceTimersByTime(1));
  expect(screen.getByTestId("one").textContent).toBe("611000");
});
