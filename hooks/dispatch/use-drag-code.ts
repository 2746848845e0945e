"use client";

import { type PointerEvent, type RefObject, useEffect, useMemo, useRef, useState } from "react";

/** So far a press may slip and still be a press. */
const SLACK_PX = 6;

export interface DraggedCode {
  readonly orderId: string;
  /** The rider under the code. */
  readonly riderId: string | null;
}

const riderAt = (x: number, y: number) =>
  document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-rider]")?.dataset.rider ?? null;

/**
 * Drags the code of an order onto a rider, in the list or on the map: both have `data-rider`. With mouse and pen; a finger scrolls
 * the list, and has the buttons, as a keyboard has. `chip` follows the pointer without a render. Escape puts the code back.
 */
export function useDragCode(
  chip: RefObject<HTMLElement | null>,
  onDrop: (orderId: string, riderId: string) => void,
) {
  const [dragged, setDragged] = useState<DraggedCode | null>(null);
  const start = useRef<{ orderId: string; x: number; y: number; isMoving: boolean } | null>(null);
  const wasDragged = useRef(false);
  const drop = useRef(onDrop);
  useEffect(() => {
    drop.current = onDrop;
  }, [onDrop]);

  const isDragging = dragged !== null;
  const handlers = useMemo(() => {
    function end() {
      start.current = null;
      setDragged(null);
    }
    return {
      end,
      onPointerDown(event: PointerEvent<HTMLElement>) {
        const orderId = event.currentTarget.closest<HTMLElement>("[data-order]")?.dataset.order;
        wasDragged.current = false;
        if (orderId === undefined || event.button !== 0 || event.pointerType === "touch") return;
        start.current = { orderId, x: event.clientX, y: event.clientY, isMoving: false };
        // Before it moves: the first move of a quick hand is already somewhere else.
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove(event: PointerEvent<HTMLElement>) {
        const now = start.current;
        if (now === null) return;
        const { clientX: x, clientY: y } = event;
        if (!now.isMoving) {
          if (Math.hypot(x - now.x, y - now.y) < SLACK_PX) return;
          now.isMoving = true;
          wasDragged.current = true;
        }
        const riderId = riderAt(x, y);
        const { orderId } = now;
        setDragged((before) =>
          before?.orderId === orderId && before.riderId === riderId ? before : { orderId, riderId },
        );
        place(chip.current, x, y);
      },
      onPointerUp({ clientX, clientY }: PointerEvent<HTMLElement>) {
        const now = start.current;
        end();
        if (now?.isMoving !== true) return;
        const riderId = riderAt(clientX, clientY);
        if (riderId !== null) drop.current(now.orderId, riderId);
      },
      onPointerCancel: end,
      /** The press that ends a drag is none. */
      isPress: () => !wasDragged.current,
    };
  }, [chip]);

  useEffect(() => {
    if (!isDragging) return;
    const cancel = (event: KeyboardEvent) => {
      if (event.key === "Escape") handlers.end();
    };
    document.addEventListener("keydown", cancel);
    return () => document.removeEventListener("keydown", cancel);
  }, [isDragging, handlers]);
  return { dragged, handlers };
}

/** The words stand where they neither leave the window nor cover the rider. */
function place(chip: HTMLElement | null, x: number, y: number) {
  if (chip === null) return;
  chip.style.translate = `${x}px ${y}px`;
  chip.dataset.side = x > window.innerWidth - 340 ? "left" : "right";
  chip.dataset.above = String(y > window.innerHeight / 2);
}

export type DragCode = ReturnType<typeof useDragCode>["handlers"];
