"use client";

import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";
import { firstTicket, type Layout, placeOf, successor } from "@/lib/board/selection";

/** How long after a ticket has left a column a press is not trusted: it was meant for what stood there before. */
const SETTLE_MS = 450;

/**
 * The roving focus. When the ticket in focus goes to another column, the focus stays where the work is: on what
 * moved up into its place.
 */
export function useTicketFocus(board: RefObject<HTMLElement | null>, layout: Layout) {
  const [last, setLast] = useState<string | null>(null);
  const before = useRef(layout);
  const left = useRef<string | null>(null);
  const movedAt = useRef(Number.NEGATIVE_INFINITY);

  const focus = useCallback(
    (id: string | null) => {
      if (id === null) return;
      const ticket = board.current?.querySelector<HTMLElement>(`[data-order="${CSS.escape(id)}"]`);
      ticket?.focus({ preventScroll: true });
      ticket?.scrollIntoView({ block: "nearest", inline: "nearest" });
    },
    [board],
  );

  useLayoutEffect(() => {
    const previous = before.current;
    before.current = layout;
    if (previous === layout) return;
    if (hasLost(previous, layout)) movedAt.current = performance.now();
    const place = placeOf(previous, left.current);
    left.current = null;
    if (place !== null) focus(successor(layout, place));
  }, [layout, focus]);

  return {
    tabStop: placeOf(layout, last) === null ? firstTicket(layout) : last,
    focus,
    focused: setLast,
    leaves: useCallback((id: string) => {
      left.current = id;
    }, []),
    hasJustMoved: useCallback(() => performance.now() - movedAt.current < SETTLE_MS, []),
  };
}

/** Whether anything moved up: a ticket is gone from its column with another one below it. */
function hasLost(previous: Layout, layout: Layout): boolean {
  return Object.entries(previous).some(([, tickets]) =>
    tickets.some((id, index) => {
      const now = placeOf(layout, id);
      const was = placeOf(previous, id);
      return index < tickets.length - 1 && now?.column !== was?.column;
    }),
  );
}
