"use client";

import { type PointerEvent, useEffect, useMemo, useRef } from "react";

export interface DropPlace {
  categoryId: string;
  /** The dish before which it is put; null: at the end. */
  before: string | null;
}

const EDGE = 72;
const SCROLL = 14;

/** The place under a point: rows have `data-dish`, lists `data-category`. */
function placeAt(x: number, y: number): { place: DropPlace; row: HTMLElement | null } | null {
  const under = document.elementFromPoint(x, y);
  const list = under?.closest<HTMLElement>("[data-category]");
  const categoryId = list?.dataset.category;
  if (categoryId === undefined) return null;
  const row = under?.closest<HTMLElement>("[data-dish]") ?? null;
  if (row === null) return { place: { categoryId, before: null }, row };
  const { top, height } = row.getBoundingClientRect();
  if (y < top + height / 2) return { place: { categoryId, before: row.dataset.dish ?? null }, row };
  const next = row.nextElementSibling;
  const before = next instanceof HTMLElement ? (next.dataset.dish ?? null) : null;
  return { place: { categoryId, before }, row };
}

/**
 * Returns the handlers of a dish's handle. Works with mouse, pen and touch; a keyboard has buttons of its own. Marks the
 * place with attributes instead of a state, so that a menu of 1,000 dishes is not rendered with every move.
 */
export function useDragOrder(onDrop: (id: string, place: DropPlace) => void) {
  const drag = useRef<{ id: string; marked: HTMLElement | null; row: HTMLElement | null } | null>(null);
  const drop = useRef(onDrop);
  useEffect(() => {
    drop.current = onDrop;
  }, [onDrop]);

  return useMemo(() => {
    function mark(row: HTMLElement | null, edge?: "before" | "after") {
      const now = drag.current;
      if (now === null) return;
      if (now.marked !== row) now.marked?.removeAttribute("data-drop");
      now.marked = row;
      if (row !== null && edge !== undefined) row.dataset.drop = edge;
    }
    function end() {
      mark(null);
      drag.current?.row?.removeAttribute("data-dragging");
      drag.current = null;
    }
    return {
      onPointerDown(event: PointerEvent<HTMLElement>) {
        const row = event.currentTarget.closest<HTMLElement>("[data-dish]");
        const id = row?.dataset.dish;
        if (row === null || id === undefined || event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        row.dataset.dragging = "";
        drag.current = { id, marked: null, row };
      },
      onPointerMove({ clientX, clientY }: PointerEvent<HTMLElement>) {
        if (drag.current === null) return;
        if (clientY < EDGE) window.scrollBy(0, -SCROLL);
        else if (clientY > window.innerHeight - EDGE) window.scrollBy(0, SCROLL);
        const found = placeAt(clientX, clientY);
        const isBefore = found?.row !== null && found?.place.before === found?.row?.dataset.dish;
        mark(found?.row ?? null, isBefore ? "before" : "after");
      },
      onPointerUp({ clientX, clientY }: PointerEvent<HTMLElement>) {
        const now = drag.current;
        if (now === null) return;
        const found = placeAt(clientX, clientY);
        end();
        if (found !== null && found.place.before !== now.id) drop.current(now.id, found.place);
      },
      onPointerCancel: end,
    };
  }, []);
}

export type DragHandlers = ReturnType<typeof useDragOrder>;
