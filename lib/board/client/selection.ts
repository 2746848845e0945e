import { COLUMNS, type Column } from "@/lib/board/model/columns";

/** Which tickets stand where, as far as the eye and the keyboard go: ids by column, top to bottom. */
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

/** The ticket that the focus starts from: the first of the first column that has one. */
export function firstTicket(layout: Layout): string | null {
  return COLUMNS.map((column) => layout[column][0]).find((id) => id !== undefined) ?? null;
}

/** The next ticket in a direction; empty columns are stepped over, at the edge the focus stays. */
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

/** The nth ticket, from 1, of the column that the focus is in; of New while it is in none. */
export function nthTicket(layout: Layout, id: string | null, n: number): string | null {
  return layout[placeOf(layout, id)?.column ?? "new"][n - 1] ?? null;
}

/** Where the focus goes when its ticket has left: to what moved up into its place, or to the last one above. */
export function successor(layout: Layout, { column, index }: Place): string | null {
  const tickets = layout[column];
  return tickets[Math.min(index, tickets.length - 1)] ?? null;
}
