import type { BoardOrder } from "@/lib/orders/model/schema";

export interface WaitingStore<Store> {
  readonly store: Store;
  readonly count: number;
  /** The one whose time to accept ends first. */
  readonly first: BoardOrder;
}

/** Returns the stores where new orders wait, the one that loses an order first on top. */
export function waitingStores<Store extends { readonly board: { readonly orders: readonly BoardOrder[] } }>(
  stores: readonly Store[],
): WaitingStore<Store>[] {
  return stores
    .flatMap((store) => {
      const waiting = store.board.orders
        .filter(({ order_status }) => order_status === "Order Received")
        .toSorted((one, other) => one.accept_by.localeCompare(other.accept_by));
      const [first] = waiting;
      return first === undefined ? [] : [{ store, count: waiting.length, first }];
    })
    .toSorted((one, other) => one.first.accept_by.localeCompare(other.first.accept_by));
}
