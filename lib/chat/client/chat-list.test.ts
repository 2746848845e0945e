import fc from "fast-check";
import { expect, test } from "vitest";
import { chatMessageOf, chatPageOf } from "@/test/support/chats";
import { holds } from "@/test/support/holds";
import {
  type ChatList,
  seenBy,
  skipsMessages,
  withFresh,
  withMessage,
  withOlder,
  withReceipt,
} from "./chat-list";

const at = new Date(0).toISOString();
const seqs = ({ messages }: ChatList) => messages.map(({ seq }) => seq);
const page = (from: number, to: number) =>
  chatPageOf({
    messages: Array.from({ length: to - from + 1 }, (_, n) => chatMessageOf(from + n)),
    head: to,
    next_cursor: from > 1 ? String(from) : null,
  });

test("messages that come twice, late or in another order are shown once and in the room's order", () => {
  holds(
    fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 40 }), (order) => {
      const list = order.reduce((known, seq) => withMessage(known, chatMessageOf(seq)), page(1, 0));
      const expected = [...new Set(order)].sort((a, b) => a - b);
      expect(seqs(list)).toEqual(expected);
      expect(list.head).toBe(Math.max(0, ...order));
    }),
  );
});

test("a read keeps the older messages where it joins them, and drops them where messages are missing between", () => {
  const known = withOlder(page(6, 10), page(1, 5));
  expect(seqs(withFresh(known, page(8, 12)))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(withFresh(known, page(8, 12)).next_cursor).toBeNull();
  const far = withFresh(known, page(20, 24));
  expect([seqs(far), far.next_cursor]).toEqual([[20, 21, 22, 23, 24], "20"]);
});

test("a read that was slower than the stream takes nothing back", () => {
  const known = withReceipt(withMessage(page(1, 2), chatMessageOf(3)), {
    kind: "store",
    seq: 3,
    read_at: at,
  });
  const slow = withFresh(known, page(1, 2));
  expect([seqs(slow), slow.head, slow.receipts[0]?.seq]).toEqual([[1, 2, 3], 3, 3]);
});

test("a gap is noticed, the next message is none", () => {
  expect(skipsMessages(page(1, 2), chatMessageOf(3))).toBe(false);
  expect(skipsMessages(page(1, 2), chatMessageOf(4))).toBe(true);
  expect(skipsMessages(page(1, 2), chatMessageOf(2))).toBe(false);
});

test("an own message counts as read, another member's does not", () => {
  const own = withMessage(page(1, 0), chatMessageOf(1, { author: { kind: "customer", name: "Lena" } }));
  expect([own.head, own.read]).toEqual([1, 1]);
  const other = withMessage(own, chatMessageOf(2, { author: { kind: "store", name: "Sushi Bar" } }));
  expect([other.head, other.read]).toEqual([2, 1]);
  expect(withReceipt(other, { kind: "customer", seq: 2, read_at: at }).read).toBe(2);
});

test("each reader is named at the last own message that they have read, and goes only forward", () => {
  const mine = { kind: "customer", name: "Lena" } as const;
  const list = [1, 2, 3].reduce(
    (known, seq) => withMessage(known, chatMessageOf(seq, { author: mine })),
    page(1, 0),
  );
  const read = withReceipt(withReceipt(list, { kind: "store", seq: 2, read_at: at }), {
    ...{ kind: "store", seq: 1, read_at: at },
  });
  expect([...seenBy(read)]).toEqual([[2, ["store"]]]);
  expect([...seenBy(withReceipt(read, { kind: "customer", seq: 3, read_at: at }))]).toEqual([[2, ["store"]]]);
});
