import { COLUMNS, type Column } from "@/lib/board/model/columns";

/** Ids of the shown tickets, top to bottom. */
export type Layout = Record<Column, readonly string[]>;

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
