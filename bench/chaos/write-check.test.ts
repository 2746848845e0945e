import { expect, test } from "vitest";
import { chatFaultsOf } from "./write-check";

const rows = ["a", "b", "c"].map((id, index) => ({ id, order_id: "order", seq: index + 1 }));
const said = (["customer", "store", "customer"] as const).map((by, index) => ({
  ...{ key: `key ${index}`, orderId: "order", by },
  messageId: rows[index]?.id ?? "",
}));

test("messages that are there once and in order have no fault", () => {
  expect(chatFaultsOf(rows, said, true)).toEqual([]);
});

test("a message that is missing, doubled or overtaken is a fault", () => {
  expect(chatFaultsOf(rows.slice(0, 2), said, false)).toHaveLength(1);
  expect(chatFaultsOf(rows.slice(1), said, true)).toHaveLength(3);
  expect(chatFaultsOf([...rows, { id: "d", order_id: "order", seq: 4 }], said, true)).toHaveLength(1);
  expect(chatFaultsOf(rows, said.toReversed(), true)).toHaveLength(1);
});

test("a message of which nobody got an answer may be there", () => {
  expect(chatFaultsOf([...rows, { id: "d", order_id: "order", seq: 4 }], said, false)).toEqual([]);
});
