import * as fc from "fast-check";
import { expect, test } from "vitest";
import { toColumns } from "@/lib/board/model/columns";
import { acceptedOrder, at, boardOrder, item } from "@/test/support/board-orders";
import { holds } from "@/test/support/holds";
import { allDayCounts } from "./all-day";

const idOf = (dish: string) => `019a0000-0000-7000-8000-00000000000${dish}`;
const dish = (id: string, quantity: number, name = `Dish ${id}`) =>
  item(name, { menu_item_id: idOf(id), quantity });

const anyOrder = fc
  .record({
    n: fc.integer({ min: 1, max: 99 }),
    stage: fc.constantFrom("new", "preparing", "ready", "out", "done" as const),
    lines: fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.integer({ min: 1, max: 9 })), {
      minLength: 1,
      maxLength: 4,
    }),
  })
  .map(({ n, stage, lines }) => {
    const items = lines.map(([id, quantity]) => dish(id, quantity));
    if (stage === "new") return boardOrder(n, { items });
    if (stage === "preparing") return acceptedOrder(n, { items });
    const made = { items, ready_at: at(18, 15) };
    if (stage === "ready") return acceptedOrder(n, made);
    if (stage === "out") return acceptedOrder(n, { ...made, order_status: "Out for Delivery" });
    return acceptedOrder(n, { ...made, order_status: "Delivered", delivered_at: at(18, 30) });
  });

test("every dish of new orders and of those in preparation is counted once, and nothing else", () => {
  holds(
    fc.property(fc.array(anyOrder), (orders) => {
      const columns = toColumns(orders, "2026-11-21");
      const lines = [...columns.new, ...columns.preparing].flatMap((order) => order.items);
      const total = lines.reduce((sum, line) => sum + line.quantity, 0);
      const counts = allDayCounts(orders);
      expect(counts.reduce((sum, count) => sum + count.quantity, 0)).toBe(total);
      for (const { id, quantity } of counts) {
        const ofDish = lines.filter((line) => line.menu_item_id === id);
        expect(quantity).toBe(ofDish.reduce((sum, line) => sum + line.quantity, 0));
      }
    }),
  );
});

test("the order of the tickets changes nothing, and the most come first", () => {
  holds(
    fc.property(fc.array(anyOrder), (orders) => {
      const counts = allDayCounts(orders);
      expect(allDayCounts(orders.toReversed())).toEqual(counts);
      const quantities = counts.map(({ quantity }) => quantity);
      expect(quantities).toEqual(quantities.toSorted((a, b) => b - a));
    }),
  );
});

test("a dish that was renamed has the name of the latest order, whatever its options are", () => {
  const before = boardOrder(1, { items: [dish("a", 2, "Gyoza")] });
  const after = boardOrder(2, { items: [dish("a", 5, "Pork gyoza")], created_at: at(18, 5) });
  expect(allDayCounts([after, before])).toEqual([{ id: idOf("a"), name: "Pork gyoza", quantity: 7 }]);
});
