import { expect, test } from "vitest";
import { acceptedOrder, at, boardOrder } from "@/test/support/board-orders";
import { waitingStores } from "./waiting-stores";

const store = (
  name: string,
  ...orders: Parameters<typeof waitingStores>[0][number]["board"]["orders"][]
) => ({
  name,
  board: { orders: orders.flat() },
});

test("the store that loses an order first is on top, and stores without new orders are left out", () => {
  const late = store("Late", [boardOrder(1, { accept_by: at(18, 20) })]);
  const soon = store("Soon", [
    boardOrder(2, { accept_by: at(18, 30) }),
    boardOrder(3, { accept_by: at(18, 9) }),
  ]);
  const busy = store("Busy", [acceptedOrder(4)]);
  expect(
    waitingStores([late, busy, soon]).map(({ store: { name }, count, first }) => [
      name,
      count,
      first.accept_by,
    ]),
  ).toEqual([
    ["Soon", 2, at(18, 9)],
    ["Late", 1, at(18, 20)],
  ]);
});
