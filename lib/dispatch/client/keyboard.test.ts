import { describe, expect, test } from "vitest";
import { type DispatchPress, dispatchKeyOf } from "./keyboard";

const press = (key: string, more: Partial<DispatchPress> = {}): DispatchPress => ({
  key,
  isRepeat: false,
  hasModifier: false,
  on: "order",
  ...more,
});

describe("the keys of the dispatch", () => {
  test.each([
    ["x", { name: "tick" }],
    ["G", { name: "give" }],
    ["3", { name: "give_to", n: 3 }],
    ["p", { name: "pin" }],
    ["r", { name: "recall" }],
    ["a", { name: "offer_to_all" }],
    ["l", { name: "release" }],
    ["z", { name: "undo" }],
    ["m", { name: "map" }],
    ["?", { name: "help" }],
    ["Escape", { name: "close" }],
    ["ArrowDown", { name: "move", by: 1 }],
    ["ArrowUp", { name: "move", by: -1 }],
  ])("%s", (key, command) => expect(dispatchKeyOf(press(key), true)).toEqual(command));

  test("of one letter can be turned off, the others stay", () => {
    expect(dispatchKeyOf(press("g"), false)).toBeNull();
    expect(dispatchKeyOf(press("ArrowDown"), false)).toEqual({ name: "move", by: 1 });
    expect(dispatchKeyOf(press("Escape"), false)).toEqual({ name: "close" });
  });

  test("mean nothing in a text field or with a modifier, and one press is one decision", () => {
    expect(dispatchKeyOf(press("g", { on: "text" }), true)).toBeNull();
    expect(dispatchKeyOf(press("r", { hasModifier: true }), true)).toBeNull();
    expect(dispatchKeyOf(press("z", { isRepeat: true }), true)).toBeNull();
  });

  test("arrows stay with a control that uses them", () => {
    expect(dispatchKeyOf(press("ArrowDown", { on: "control" }), true)).toBeNull();
  });
});
