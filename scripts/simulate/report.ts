import type { OrderDetail } from "@/lib/orders/model/schema";
import { ORDER_STATUSES } from "@/lib/orders/model/terms";
import type { Tally } from "./tally";
import { isClean } from "./verdict";
import type { SeatVerdict } from "./watch-party";

const COLUMNS = [
  "owed",
  "got",
  "notices_owed",
  "notices_got",
  "missing",
  "doubled",
  "disordered",
  "reconnects",
  "dropped",
  "resets",
] as const;

const amount = (count: number, one: string) => `${count} ${one}${count === 1 ? "" : "s"}`;

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

function soldOut(orders: readonly OrderDetail[]): string[] {
  const lines = orders.flatMap(({ unavailable }) => unavailable);
  if (lines.length === 0) return [];
  const words = { replace: "replaced", remove: "left out", cancel: "cancelled for" };
  const counts = [
    ...Map.groupBy(lines, ({ choice }) => (choice === null ? "not answered" : words[choice])),
  ].map(([word, all]) => `${all.length} ${word}`);
  return [`  ${amount(lines.length, "line")} sold out after the order was accepted: ${counts.join(", ")}`];
}

function brought({ taken, declined, brought }: Tally): string[] {
  if (taken + declined === 0) return [];
  return [
    `  ${amount(taken, "offer")} taken by riders and ${declined} declined, ${amount(brought, "order")} brought`,
  ];
}

function retries(tally: Tally): string {
  const reasons = [...tally.retries].map(([reason, count]) => `${reason} ${count}×`);
  return reasons.length === 0 ? "none sent again for want of an answer" : `sent again: ${reasons.join(", ")}`;
}

function table(seats: readonly SeatVerdict[]): string[] {
  const rows = seats.map(({ person, verdict }) => ({
    label: `${person.email} (${person.tenant ?? person.role})`,
    cells: COLUMNS.map((column) => verdict[column]),
  }));
  const sums = COLUMNS.map((_, at) => rows.reduce((sum, { cells }) => sum + (cells[at] ?? 0), 0));
  const labelWidth = Math.max(...rows.map(({ label }) => label.length));
  const line = (label: string, cells: readonly (string | number)[]) =>
    `  ${label.padEnd(labelWidth)}${cells
      .map((cell, at) => String(cell).padStart(Math.max(COLUMNS[at]?.length ?? 0, 6) + 2))
      .join("")}`;
  const heads = COLUMNS.map((column) => column.replace("_", " "));
  return [line("", heads), ...rows.map(({ label, cells }) => line(label, cells)), line("all", sums)];
}

export function isGood(seats: readonly SeatVerdict[], faults: readonly string[]): boolean {
  return faults.length === 0 && seats.every(({ verdict }) => isClean(verdict));
}

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
    `  ${amount(tally.menuChanges, "change")} of menus, which all watchers follow`,
    `  ${amount(tally.sentTwice, "request")} sent twice on purpose, ${retries(tally)}`,
    ...(tally.turnedAway === 0 ? [] : [`  ${amount(tally.turnedAway, "customer")} turned away`]),
    ...brought(tally),
    ...soldOut(orders),
    ...tally.troubles.map((trouble) => `  ${trouble}`),
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
