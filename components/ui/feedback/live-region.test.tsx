// @vitest-environment happy-dom
import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type Announce, useAnnounce } from "@/hooks/browser/use-announce";
import { LiveRegionProvider } from "./live-region";

let announce: Announce = () => undefined;

function Speaker() {
  announce = useAnnounce();
  return null;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function open() {
  return render(
    <LiveRegionProvider>
      <Speaker />
    </LiveRegionProvider>,
  );
}

const pass = (milliseconds: number) => act(() => vi.advanceTimersByTime(milliseconds));

it("both regions exist and are empty before the first announcement", () => {
  const { unmount } = open();
  expect(screen.getByRole("status").textContent).toBe("");
  expect(screen.getByRole("alert").textContent).toBe("");
  unmount();
});

it("a burst is announced once, urgent and polite messages separately", () => {
  const { unmount } = open();
  const burst = { kind: "new", summarize: (count: number) => `${count} new orders` };
  announce({ message: "New order A7X3B2", urgent: true, burst });
  announce("Saved");
  announce({ message: "New order K9F2QW", urgent: true, burst });
  pass(299);
  expect(screen.getByRole("alert").textContent).toBe("");
  pass(1);
  expect(screen.getByRole("alert").textContent).toBe("2 new orders");
  expect(screen.getByRole("status").textContent).toBe("Saved");
  unmount();
});

it("the same text is announced again later", () => {
  const { unmount } = open();
  announce("Saved");
  pass(300);
  const first = screen.getByRole("status").textContent;
  announce("Saved");
  pass(300);
  const second = screen.getByRole("status").textContent;
  expect(second).not.toBe(first);
  expect(second.trim()).toBe("Saved");
  unmount();
});

it("no timer keeps running after unmount", () => {
  const { unmount } = open();
  announce("Saved");
  unmount();
  expect(vi.getTimerCount()).toBe(0);
});
