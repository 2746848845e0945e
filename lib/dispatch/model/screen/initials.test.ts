import { expect, test } from "vitest";
import { initialsOf } from "./initials";

test.each([
  ["Rita Holm", "RH"],
  ["rita", "RI"],
  ["Ana María López", "AM"],
  ["X", "X"],
  ["  ", ""],
  ["😀😃 Ek", "😀E"],
])("the initials of %j are %j", (name, initials) => expect(initialsOf(name)).toBe(initials));
