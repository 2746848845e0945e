import { type Layout, placeOf } from "./selection";

export type Direction = "up" | "down" | "left" | "right";

/** Tickets that stand above one another, top to bottom; a column has one lane or more. */
export type Lanes = readonly (readonly string[])[];

/** Skips empty lanes, which are given from left to right. Returns `id` at the edge. */
export function neighbour(lanes: Lanes, id: string | null, direction: Direction): string | null {
  const from = lanes.findIndex((lane) => id !== null && lane.includes(id));
  const lane = lanes[from];
  if (id === null || lane === undefined) return lanes.flat()[0] ?? null;
  const index = lane.indexOf(id);
  if (direction === "up" || direction === "down") return lane[index + (direction === "down" ? 1 : -1)] ?? id;
  const beside = direction === "right" ? lanes.slice(from + 1) : lanes.slice(0, from).reverse();
  const next = beside.find((candidate) => candidate.length > 0);
  return next?.[Math.min(index, next.length - 1)] ?? id;
}

/** Counts `n` from 1, in the column in focus, or in New when no ticket has focus. */
export function nthTicket(layout: Layout, id: string | null, n: number): string | null {
  return layout[placeOf(layout, id)?.column ?? "new"][n - 1] ?? null;
}
