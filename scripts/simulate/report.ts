import { ORDER_STATUSES, type OrderDetail } from "@/lib/orders/schema";
import type { Tally } from "./tally";
import { isClean } from "./verdict";
import type { SeatVerdict } from "./watch-party";

const COLUMNS = [
  "owed",
  "got",
  "missing",
  "doubled",
  "disordered",
  "reconnects",
  "dropped",
  "resets",
] as const;

const amount = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

function byStatus(orders: readonly OrderDetail[]): string {
  return ORDER_STATUSES.map((status) => ({
    status,
    count: orders.filter((order) => order.order_status === status).length,
  }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => `${count} ${status}`)
    .join(", ");
}

function byCanceller(orders: readonly OrderDetail[]): string[] {
  const cancelled = orders.flatMap((order) => order.cancelled_by ?? []);
  if (cancelled.length === 0) return [];
  const counts = [...Map.groupBy(cancelled, (kind) => kind)].map(
    ([kind, all]) => `${all.length} by the ${kind}`,
  );
  return [`  Cancelled: ${counts.join(", ")}`];
}

function table(seats: readonly SeatVerdict[]): string[] {
  const label = ({ person }: SeatVerdict) => `${person.email} (${person.tenant ?? person.role})`;
  const width = Math.max(...seats.map((seat) => label(seat).length));
  const row = (first: string, cells: readonly (string | number)[]) =>
    `  ${first.padEnd(width)}${cells.map((cell, at) => String(cell).padStart((COLUMNS[at]?.length ?? 0) + 2)).join("")}`;
  const sums = COLUMNS.map((column) => seats.reduce((sum, { verdict }) => sum + verdict[column], 0));
  return [
    row("", COLUMNS),
    ...seats.map((seat) =>
      row(
        label(seat),
        COLUMNS.map((column) => seat.verdict[column]),
      ),
    ),
    row("all", sums),
  ];
}

export function isGood(seats: readonly SeatVerdict[], faults: readonly string[]): boolean {
  return faults.length === 0 && seats.every(({ verdict }) => isClean(verdict));
}

/** What the evening was, in words and figures. */
export function report(
  orders: readonly OrderDetail[],
  tally: Tally,
  seats: readonly SeatVerdict[],
  faults: readonly string[],
): string {
  return [
    "",
    "What happened",
    `  ${amount(orders.length, "order")}: ${byStatus(orders) || "none"}`,
    ...byCanceller(orders),
    `  ${amount(tally.changed, "change")} made, ${amount(tally.conflicts, "conflict")} met (somebody was faster, or it was too late)`,
    `  ${amount(tally.sentTwice, "request")} sent twice on purpose, ${amount(tally.retries, "retry", "retries")}, ${amount(tally.turnedAway, "customer")} turned away`,
    "",
    "What the watchers got",
    ...table(seats),
    "",
    ...faults.map((fault) => `  ! ${fault}`),
    isGood(seats, faults)
      ? "Nothing is missing, nothing came twice, everything came in order."
      : "This must not happen: see above.",
    "",
  ].join("\n");
}
