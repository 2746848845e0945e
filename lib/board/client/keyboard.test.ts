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
  ["c", { name: "acknowledge_lines" }],
  ["z", { name: "undo" }],
  ["s", { name: "silence" }],
  ["/", { name: "search" }],
  ["?", { name: "help" }],
])("the key %s runs its command", (key, command) => {
  expect(commandOf(press(key), true)).toEqual(command);
});

test.each(["0", "x", "Tab", "Escape", " "])("the key “%s” does nothing", (key) => {
  expect(commandOf(press(key), true)).toBeNull();
});

test("Enter runs the next step on a ticket, and nothing on a button", () => {
  expect(commandOf(press("Enter", { on: "ticket" }), true)).toEqual({ name: "next_step" });
  expect(commandOf(press("Enter", { on: "control" }), true)).toBeNull();
  expect(commandOf(press("Enter"), true)).toBeNull();
});

test("a held key moves the focus and does nothing else", () => {
  expect(commandOf(press("ArrowDown", { isRepeat: true }), true)).not.toBeNull();
  expect(commandOf(press("Enter", { isRepeat: true, on: "ticket" }), true)).toBeNull();
  expect(commandOf(press("z", { isRepeat: true }), true)).toBeNull();
});

test("keys in a text field or with a modifier are ignored", () => {
  expect(commandOf(press("d", { on: "text" }), true)).toBeNull();
  expect(commandOf(press("ArrowLeft", { on: "text" }), true)).toBeNull();
  expect(commandOf(press("r", { hasModifier: true }), true)).toBeNull();
});

test("with single keys turned off, arrows and Enter still work", () => {
  for (const key of ["1", "d", "z", "+", "/", "?"]) expect(commandOf(press(key), false)).toBeNull();
  expect(commandOf(press("ArrowUp"), false)).not.toBeNull();
  expect(commandOf(press("Enter", { on: "ticket" }), false)).not.toBeNull();
});
