"use client";

import { useEffect, useEffectEvent, useMemo, useState, useSyncExternalStore } from "react";
import type { Columns } from "@/lib/board/model/columns";
import {
  allotSlots,
  isOtherBoard,
  isSameSlots,
  moveOneSlot,
  SLOT_COLUMNS,
  type SlotColumn,
  type Slots,
  slotsIn,
} from "@/lib/board/model/slots/allot-slots";
import {
  isSamePlaces,
  keepInSight,
  type Places,
  placeTickets,
  type Sized,
} from "@/lib/board/model/slots/place-tickets";
import { slotsFilled, ticketHeight } from "@/lib/board/model/slots/ticket-height";

/** A slot changes its column after this (ms), so that a rush of a few seconds moves nothing. */
const SETTLED_MS = 20_000;
/** After a press of a pointer or a key, nothing moves for this long (ms). */
const PRESSED_MS = 600;
/** CSS pixels above and below the tickets of a board that fills the window. */
const CHROME = 204;
/** Of the screen that the server assumes. */
const ASSUMED = "1280 800";

type Placed = Readonly<Record<SlotColumn, Places>>;

const NOWHERE: Placed = { new: new Map(), preparing: new Map(), ready: new Map(), out: new Map() };

function watchWindow(changed: () => void) {
  window.addEventListener("resize", changed);
  return () => window.removeEventListener("resize", changed);
}

function useWindow(): [width: number, height: number] {
  const size = useSyncExternalStore(
    watchWindow,
    () => `${window.innerWidth} ${window.innerHeight}`,
    () => ASSUMED,
  );
  const [width = 0, height = 0] = size.split(" ").map(Number);
  return [width, height];
}

/** Follows `wanted` one slot at a time, and never while somebody presses. */
function useSettledSlots(wanted: Slots): Slots {
  const [slots, setSlots] = useState(wanted);
  if (isOtherBoard(slots, wanted)) setSlots(wanted);
  const isSettled = isSameSlots(slots, wanted);
  const key = JSON.stringify(wanted);
  const move = useEffectEvent(() => setSlots(moveOneSlot(slots, wanted)));
  // biome-ignore lint/correctness/useExhaustiveDependencies: waits anew when something else is wanted
  useEffect(() => {
    if (isSettled) return;
    const due = performance.now() + SETTLED_MS;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hold = () => clearTimeout(timer);
    const letGo = () => {
      clearTimeout(timer);
      timer = setTimeout(() => move(), Math.max(PRESSED_MS, due - performance.now()));
    };
    letGo();
    window.addEventListener("pointerdown", hold);
    window.addEventListener("pointerup", letGo);
    window.addEventListener("pointercancel", letGo);
    window.addEventListener("keydown", letGo);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pointerdown", hold);
      window.removeEventListener("pointerup", letGo);
      window.removeEventListener("pointercancel", letGo);
      window.removeEventListener("keydown", letGo);
    };
  }, [isSettled, key, slots]);
  return slots;
}

function usePlaces(sized: Readonly<Record<SlotColumn, Sized[]>>, slots: Slots, capacity: number): Placed {
  const [shown, setShown] = useState({ placed: NOWHERE, slots });
  const placed = useMemo(() => {
    const of = (column: SlotColumn) => {
      const before = shown.placed[column];
      const isWider = slots[column] > shown.slots[column];
      const kept = isWider ? keepInSight(before, sized[column], capacity) : before;
      const places = placeTickets(kept, sized[column], slots[column], capacity);
      return isSamePlaces(before, places) ? before : places;
    };
    return { new: of("new"), preparing: of("preparing"), ready: of("ready"), out: of("out") };
  }, [shown, sized, slots, capacity]);
  const hasMoved = SLOT_COLUMNS.some((column) => placed[column] !== shown.placed[column]);
  if (hasMoved || shown.slots !== slots) setShown({ placed, slots });
  return placed;
}

interface SlotsOnBoard {
  /** How many tickets wide each column is. */
  slots: Slots;
  /** By column: the slot of each ticket, and of one that has just left. */
  placed: Placed;
}

/** Lays the board out by its load. `textScale` is 1 for size A. */
export function useSlots(
  shown: Columns,
  isOpen: (column: SlotColumn) => boolean,
  textScale: number,
): SlotsOnBoard {
  const [width, height] = useWindow();
  const capacity = Math.max(1, (height - CHROME) / textScale);
  const sized = useMemo(() => {
    const of = (column: SlotColumn) =>
      shown[column].map((order) => ({ id: order.id, height: ticketHeight(order) }));
    return { new: of("new"), preparing: of("preparing"), ready: of("ready"), out: of("out") };
  }, [shown]);
  const load = (column: SlotColumn) => ({
    tickets: sized[column].length,
    fills: slotsFilled(
      sized[column].map((ticket) => ticket.height),
      capacity,
    ),
  });
  const slots = useSettledSlots(
    allotSlots(
      slotsIn(width, textScale),
      { new: load("new"), preparing: load("preparing"), ready: load("ready"), out: load("out") },
      new Set(SLOT_COLUMNS.filter(isOpen)),
    ),
  );
  return { slots, placed: usePlaces(sized, slots, capacity) };
}
