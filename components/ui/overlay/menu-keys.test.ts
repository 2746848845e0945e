import { describe, expect, it } from "vitest";
import { nextMenuIndex } from "./menu-keys";

const labels = ["Open", "Busy", "Settings", "Sign out"];

describe("the keyboard in a menu", () => {
  it("wraps around with the arrows", () => {
    expect(nextMenuIndex("ArrowDown", 0, labels)).toBe(1);
    expect(nextMenuIndex("ArrowDown", 3, labels)).toBe(0);
    expect(nextMenuIndex("ArrowUp", 0, labels)).toBe(3);
  });

  it("starts at the nearest end when no item has focus", () => {
    expect(nextMenuIndex("ArrowDown", -1, labels)).toBe(0);
    expect(nextMenuIndex("ArrowUp", -1, labels)).toBe(3);
  });

  it("jumps to the first and last item", () => {
    expect(nextMenuIndex("Home", 2, labels)).toBe(0);
    expect(nextMenuIndex("End", 1, labels)).toBe(3);
  });

  it("finds the next item that begins with a letter, and wraps around", () => {
    expect(nextMenuIndex("s", 0, labels)).toBe(2);
    expect(nextMenuIndex("S", 2, labels)).toBe(3);
    expect(nextMenuIndex("s", 3, labels)).toBe(2);
    expect(nextMenuIndex("b", -1, labels)).toBe(1);
  });

  it("leaves every other key to the browser", () => {
    for (const key of ["Enter", " ", "Escape", "x"]) expect(nextMenuIndex(key, 0, labels)).toBeUndefined();
    expect(nextMenuIndex("ArrowDown", -1, [])).toBeUndefined();
  });
});
