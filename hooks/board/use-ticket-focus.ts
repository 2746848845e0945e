"use client";

import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";
import { firstTicket, type Layout, placeOf, successor } from "@/lib/board/client/selection";

/** A key that is repeated within this time (ms) after the moved focus was shown was meant for the previous ticket. */
const HANDED_ON_MS = 500;

/** When the focused ticket leaves its column, the focus goes to the one in its place, or moves with the last ticket. */
export function useTicketFocus(board: RefObject<HTMLElement | null>, layout: Layout) {
  const [last, setLast] = useState<string | null>(null);
  const before = useRef(layout);
  const left = useRef<string | null>(null);
  const handedOn = useRef<{ to: string; shownAt: number } | null>(null);

  const focus = useCallback(
    (id: string | null) => {
      if (id === null) return;
      const ticket = board.current?.querySelector<HTMLElement>(`[data-order="${CSS.escape(id)}"]`);
      ticket?.focus({ preventScroll: true });
      ticket?.scrollIntoView({ block: "nearest", inline: "nearest" });
    },
    [board],
  );

  const move = useCallback(
    (id: string) => {
      const moved = { to: id, shownAt: Number.POSITIVE_INFINITY };
      handedOn.current = moved;
      focus(id);
      requestAnimationFrame(() => {
        moved.shownAt = performance.now();
      });
    },
    [focus],
  );

  useLayoutEffect(() => {
    const previous = before.current;
    before.current = layout;
    if (previous === layout) return;
    const gone = left.current;
    left.current = null;
    const next = gone === null ? null : successor(previous, layout, gone);
    if (next === null) return;
    // Only shown anew, in another slot of its column: a key is still meant for it.
    if (next === gone && placeOf(previous, gone)?.column === placeOf(layout, gone)?.column) focus(next);
    else move(next);
  }, [layout, focus, move]);

  return {
    tabStop: placeOf(layout, last) === null ? firstTicket(layout) : last,
    /** For a move that the person asked for: the next press is meant for this ticket. */
    focus: useCallback(
      (id: string | null) => {
        handedOn.current = null;
        focus(id);
      },
      [focus],
    ),
    /** For a move that an answer causes: a key pressed at that moment was meant for what had the focus before. */
    handOn: useCallback(
      (id: string) => {
        // The ticket may have lost the focus in the same render, in another column.
        left.current = null;
        move(id);
      },
      [move],
    ),
    /** Whether the board, not the person, chose this ticket for the focus. */
    isHandedOn: useCallback((id: string | null) => handedOn.current?.to === id, []),
    focused: setLast,
    leaves: useCallback((id: string) => {
      left.current = id;
    }, []),
    wasJustHandedOn: useCallback(
      (id: string) =>
        handedOn.current?.to === id && performance.now() - handedOn.current.shownAt < HANDED_ON_MS,
      [],
    ),
  };
}

export type TicketFocus = ReturnType<typeof useTicketFocus>;
