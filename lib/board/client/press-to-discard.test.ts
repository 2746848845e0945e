import { expect, test } from "vitest";
import type { Press } from "@/lib/board/client/press";
import { pressToDiscard } from "./press-to-discard";

const press = (key: string, pressedAt: number, more: Partial<Press> = {}): Press => ({
  key,
  subject: key,
  orderCode: key,
  action: { name: "accept" },
  shown: 1,
  version: 1,
  pressedAt,
  meantAt: pressedAt,
  tries: 1,
  isSending: false,
  ...more,
});

test("the last press that waits is discarded", () => {
  expect(pressToDiscard([press("a", 1), press("b", 2)], null)?.key).toBe("b");
  expect(pressToDiscard([press("a", 1), press("b", 2, { tries: 0 })], null)?.key).toBe("a");
  expect(pressToDiscard([], null)).toBeUndefined();
});

test("a press that is being sent is not discarded: it may take effect", () => {
  expect(pressToDiscard([press("a", 1, { isSending: true })], null)).toBeUndefined();
  const behind = press("b", 2, { subject: "a", tries: 0 });
  expect(pressToDiscard([press("a", 1, { isSending: true }), behind], null)?.key).toBe("b");
});

test("a step that was done after the press is undone before it", () => {
  expect(pressToDiscard([press("a", 10)], 9)?.key).toBe("a");
  expect(pressToDiscard([press("a", 10)], 10)).toBeUndefined();
  expect(pressToDiscard([press("a", 10), press("b", 12)], 11)?.key).toBe("b");
});
