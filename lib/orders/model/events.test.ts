import { expect, test } from "vitest";
import { boardOrder } from "@/test/support/board-orders";
import { newOrder } from "./events";

test("an event of a new order from before restaurants had a phone can still be read", () => {
  const { tenant_phone: _, ...order } = boardOrder(1);
  const { id: order_id, order_code, tenant_id, order_status, version, created_at: timestamp } = order;
  const about = { order_id, order_code, tenant_id, timestamp, order_status, version };
  expect(newOrder.decode({ ...about, order })).toMatchObject({ data: { order: { tenant_phone: null } } });
});
