import { expect, test } from "vitest";
import { acceptedOrder, at, boardOrder, updateTo } from "@/test/support/board-orders";
import { newOrder, orderStatusUpdate } from "./events";
import { applyUpdate } from "./merge-by-version";

test("an event of a new order from before restaurants had a phone can still be read", () => {
  const { tenant_phone: _, ...order } = boardOrder(1);
  const { id: order_id, order_code, tenant_id, order_status, version, created_at: timestamp } = order;
  const about = { order_id, order_code, tenant_id, timestamp, order_status, version };
  expect(newOrder.decode({ ...about, order })).toMatchObject({ data: { order: { tenant_phone: null } } });
});

/** A process from before dishes could be sold out leaves these out, and does not change them. */
const laterFields = {
  ...{
    unavailable: 0,
    answer_by: 0,
    refunded_amount: 0,
    discount: 0,
    vat: 0,
    service_fee: 0,
    tip: 0,
    tip_to: 0,
  },
  ...{ voucher_code: 0, discount_by: 0, discount_kind: 0, discount_bp: 0 },
};
const withoutLater = (fields: object) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !(name in laterFields)));

test("a change by a process that knows nothing of sold-out dishes leaves the marks of an order as they were", () => {
  const line = {
    order_item_id: "019a0000-0000-7000-8000-000000000001",
    name: "Miso soup",
    quantity: 1,
    amount: 390,
    proposal: null,
    answer_by: at(18, 8),
    choice: null,
    decided_at: null,
    acknowledged_at: null,
  };
  const marked = acceptedOrder(1, { unavailable: [line], answer_by: at(18, 8), refunded_amount: 120 });
  const update = updateTo({ ...marked, version: 3, promised_at: at(18, 45) });
  const decoded = orderStatusUpdate.decode({ ...update, changes: withoutLater(update.changes) });
  expect(decoded).not.toBeNull();
  if (decoded === null) return;
  expect(applyUpdate(marked, decoded.data)).toEqual({ ...marked, version: 3, promised_at: at(18, 45) });
});

test("a new order of such a process has nothing sold out", () => {
  const order = boardOrder(1);
  const { id: order_id, order_code, tenant_id, order_status, version, created_at: timestamp } = order;
  const about = { order_id, order_code, tenant_id, timestamp, order_status, version };
  expect(newOrder.decode({ ...about, order: withoutLater(order) })).toMatchObject({
    data: {
      order: {
        ...{
          unavailable: [],
          answer_by: null,
          refunded_amount: 0,
          discount: 0,
          vat: [],
          service_fee: 0,
          tip: 0,
        },
        ...{ tip_to: null, voucher_code: null, discount_kind: null },
        items: [{ vat_bp: null }],
      },
    },
  });
});
