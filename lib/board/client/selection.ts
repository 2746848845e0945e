import { COLUMNS, type Column } from "@/lib/board/model/columns";

/** Ids of the shown tickets, top to bottom. */
export type Layout = Record<Column, readonly string[]>;
export type Direction = "up" | "down" | "left" | "right";

export interface Place {
  column: Column;
  index: number;
}

export function placeOf(layout: Layout, id: string | null): Place | null {
  if (id === null) return null;
  for (const column of COLUMNS) {
    const index = layout[column].indexOf(id);
    if (index !== -1) return { column, index };
  }
  return null;
}

export function firstTicket(layout: Layout): string | null {
  return COLUMNS.map((column) => layout[column][0]).find((id) => id !== undefined) ?? null;
}

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

/**
 * Returns the ticket to focus after `left` has left its place: `left` itself when it is still in its column, or else the
 * next one there, or the last of the column, or `left` in its new column, or any other. Null when the board is empty.
 */
export function successor(before: Layout, after: Layout, left: string): string | null {
  const place = placeOf(before, left);
  if (place === null) return null;
  const now = placeOf(after, left);
  if (now?.column === place.column) return left;
  const tickets = after[place.column];
  const neighbour = tickets[Math.min(place.index, tickets.length - 1)];
  return neighbour ?? (now === null ? firstTicket(after) : left);
}
