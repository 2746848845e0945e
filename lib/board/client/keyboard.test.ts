import { expect, test } from "vitest";
import { commandOf, type KeyPress } from "./keyboard";

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  isRepeat: false,
  hasModifier: false,
  on: "board",
  ...more,
});

test.each([
  ["ArrowLeft", { name: "move", direction: "left" }],
  ["3", { name: "select", n: 3 }],
  ["+", { name: "minutes", by: 1 }],
  ["-", { name: "minutes", by: -1 }],
  ["d", { name: "delay" }],
  ["R", { name: "recall" }],
  ["s", { name: "silence" }],
  ["/", { name: "search" }],
  ["?", { name: "help" }],
])("%s", (key, command) => {
  expect(commandOf(press(key), true)).toEqual(command);
});

test.each(["0", "x", "Tab", "Escape", " "])("“%s” is not the board's", (key) => {
  expect(commandOf(press(key), true)).toBeNull();
});

test("Enter is the next step of a ticket, and a button's own on a button", () => {
  expect(commandOf(press("Enter", { on: "ticket" }), true)).toEqual({ name: "next_step" });
  expect(commandOf(press("Enter", { on: "control" }), true)).toBeNull();
  expect(commandOf(press("Enter"), true)).toBeNull();
});

test("a key that is held down moves, and does nothing else", () => {
  expect(commandOf(press("ArrowDown", { isRepeat: true }), true)).not.toBeNull();
  expect(commandOf(press("Enter", { isRepeat: true, on: "ticket" }), true)).toBeNull();
});

test("who types a text, or holds a modifier, means something else", () => {
  expect(commandOf(press("d", { on: "text" }), true)).toBeNull();
  expect(commandOf(press("ArrowLeft", { on: "text" }), true)).toBeNull();
  expect(commandOf(press("r", { hasModifier: true }), true)).toBeNull();
});

test("with single keys turned off the arrows and Enter stay", () => {
  for (const key of ["1", "d", "+", "/", "?"]) expect(commandOf(press(key), false)).toBeNull();
  expect(commandOf(press("ArrowUp"), false)).not.toBeNull();
  expect(commandOf(press("Enter", { on: "ticket" }), false)).not.toBeNull();
});
