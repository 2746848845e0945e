// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { usePressStart } from "./use-press-start";

let pressed: string[] = [];
beforeEach(() => {
  pressed = [];
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function Press({ shown }: { shown: string }) {
  return (
    <button type="button" {...usePressStart(shown, (meant: string) => void pressed.push(meant))}>
      Silence
    </button>
  );
}
function open() {
  const { rerender } = render(<Press shown="one order" />);
  return { button: screen.getByRole("button"), arrive: () => rerender(<Press shown="two orders" />) };
}

test("a press means what was shown when it began, by finger and by key", () => {
  const { button, arrive } = open();
  fireEvent.pointerDown(button);
  arrive();
  fireEvent.click(button);
  expect(pressed).toEqual(["one order"]);
  fireEvent.keyDown(button, { key: "Enter" });
  fireEvent.click(button);
  expect(pressed).toEqual(["one order", "two orders"]);
});

test("a press that was broken off does not decide about a later one", () => {
  const { button, arrive } = open();
  fireEvent.pointerDown(button);
  arrive();
  vi.advanceTimersByTime(2_000);
  // As a screen reader presses: without a pointer or a key.
  fireEvent.click(button);
  expect(pressed).toEqual(["two orders"]);
});

test("a key that is held down presses once", () => {
  const { button } = open();
  expect(fireEvent.keyDown(button, { key: "Enter" })).toBe(true);
  expect(fireEvent.keyDown(button, { key: "Enter", repeat: true })).toBe(false);
});
