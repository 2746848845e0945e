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

/** Skips empty columns; returns `id` at the edge. */
export function neighbour(layout: Layout, id: string | null, direction: Direction): string | null {
  const place = placeOf(layout, id);
  if (place === null) return firstTicket(layout);
  if (direction === "up" || direction === "down") {
    const next = layout[place.column][place.index + (direction === "down" ? 1 : -1)];
    return next ?? id;
  }
  const from = COLUMNS.indexOf(place.column);
  const beside = direction === "right" ? COLUMNS.slice(from + 1) : COLUMNS.slice(0, from).reverse();
  const column = beside.find((candidate) => layout[candidate].length > 0);
  if (column === undefined) return id;
  const tickets = layout[column];
  return tickets[Math.min(place.index, tickets.length - 1)] ?? id;
}

/** Counts `n` from 1, in the column in focus, or in New when no ticket has focus. */
export function nthTicket(layout: Layout, id: string | null, n: number): string | null {
  return layout[placeOf(layout, id)?.column ?? "new"][n - 1] ?? null;
}

/**
 * Returns the ticket to focus after `left` has left its place: the next one there, or else the last of its column, or else
 * `left` itself in its new column, or any other. Null when the board is empty.
 */
export function successor(before: Layout, after: Layout, left: string): string | null {
  const place = placeOf(before, left);
  if (place === null) return null;
  const tickets = after[place.column];
  const neighbour = tickets[Math.min(place.index, tickets.length - 1)];
  return neighbour ?? (placeOf(after, left) === null ? firstTicket(after) : left);
}
