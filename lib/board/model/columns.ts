import type { BoardOrder, OrderSummary } from "@/lib/orders/model/schema";

export const COLUMNS = ["new", "preparing", "ready", "out", "done"] as const;
export type Column = (typeof COLUMNS)[number];
export type Columns = Record<Column, BoardOrder[]>;

export function columnOf(order: Pick<OrderSummary, "order_status" | "ready_at">): Column {
  switch (order.order_status) {
    case "Order Received":
      return "new";
    case "Preparing":
      return order.ready_at === null ? "preparing" : "ready";
    case "Out for Delivery":
      return "out";
    case "Delivered":
    case "Cancelled":
      return "done";
  }
}

function rank(order: BoardOrder, column: Column): number {
  switch (column) {
    case "new":
      return Date.parse(order.accept_by);
    case "preparing":
    case "ready":
    case "out":
      return Date.parse(order.promised_at ?? order.updated_at);
    case "done":
      return -Date.parse(finishedAt(order));
  }
}

export function finishedAt(order: OrderSummary): string {
  return order.delivered_at ?? order.cancelled_at ?? order.updated_at;
}

const dayIn = new Map<string, Intl.DateTimeFormat>();

/** Returns the day in the store's time zone, as `2026-11-21`. */
export function dayOf(instant: number, timeZone: string): string {
  const formatter = dayIn.get(timeZone) ?? new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" });
  dayIn.set(timeZone, formatter);
  return formatter.format(instant);
}

/** Leaves out orders that were finished on another day than `today` (see `dayOf`). */
export function toColumns(orders: readonly BoardOrder[], today: string): Columns {
  const columns: Columns = { new: [], preparing: [], ready: [], out: [], done: [] };
  for (const order of orders) {
    const column = columnOf(order);
    if (column === "done" && dayOf(Date.parse(finishedAt(order)), order.time_zone) !== today) continue;
    columns[column].push(order);
  }
  for (const column of COLUMNS)
    columns[column].sort(
      (a, b) => rank(a, column) - rank(b, column) || a.order_code.localeCompare(b.order_code),
    );
  return columns;
}
