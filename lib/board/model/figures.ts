import { percentile } from "@/lib/figures/model/percentile";
import type { Board, BoardOrder } from "@/lib/orders/model/schema";
import { dayOf } from "./columns";

export interface Figures {
  orders_today: number;
  median_accept_seconds: number | null;
}

function acceptSeconds(order: BoardOrder): number[] {
  if (order.accepted_at === null) return [];
  return [(Date.parse(order.accepted_at) - Date.parse(order.created_at)) / 1000];
}

/** Leaves out test orders. Returns the server's figures when the board does not hold all of today's orders. */
export function figuresOf(board: Board, today: string): Figures {
  const placed = board.orders.filter(
    (order) => order.is_test !== true && dayOf(Date.parse(order.created_at), order.time_zone) === today,
  );
  if (placed.length < board.stats.orders_today) return board.stats;
  return {
    orders_today: placed.length,
    median_accept_seconds: percentile(placed.flatMap(acceptSeconds), 0.5),
  };
}
