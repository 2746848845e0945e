"use client";

import { useEffect, useRef, useState } from "react";
import { type Positions, withPosition } from "@/lib/dispatch/model/screen/merge-view";
import type { Position } from "@/lib/riders/model/position";

const NONE: Positions = new Map();
/** Fifty riders report one after the other; the list and the map need not be drawn fifty times a second. */
const DRAW_MS = 1_000;

/** Collects the places that the stream tells, and renders at most once a second. */
export function usePositions(): {
  positions: Positions;
  moved: (riderId: string, position: Position) => void;
} {
  const [positions, setPositions] = useState(NONE);
  const latest = useRef(NONE);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  const [moved] = useState(() => (riderId: string, position: Position) => {
    latest.current = withPosition(latest.current, riderId, position);
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      setPositions(latest.current);
    }, DRAW_MS);
  });
  return { positions, moved };
}
