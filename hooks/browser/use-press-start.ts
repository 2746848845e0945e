"use client";

import { type KeyboardEvent, useRef } from "react";

/** A press that takes longer (ms) means what it shows at its end. Presses that were broken off are forgotten by then. */
const LONGEST_MS = 2_000;

/**
 * Returns a button's handlers. `onPress` gets what was shown when the press began: what arrives under the finger was not meant. A
 * key that is held down presses once.
 */
export function usePressStart<Shown>(shown: Shown, onPress: (shown: Shown) => void) {
  const begun = useRef<{ shown: Shown; at: number }>(null);
  const begin = () => {
    begun.current = { shown, at: performance.now() };
  };
  return {
    onPointerDown: begin,
    onKeyDown: (event: KeyboardEvent) => {
      if (!event.repeat) begin();
      else if (event.key === "Enter") event.preventDefault();
    },
    onClick: () => {
      const start = begun.current;
      begun.current = null;
      onPress(start !== null && performance.now() - start.at < LONGEST_MS ? start.shown : shown);
    },
  };
}
