"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";

/** Nobody is about to press after so long without a movement or a touch (ms). */
const CALM_MS = 800;
const LOOK_MS = 200;

const MOVES = [
  "pointerdown",
  "pointermove",
  "pointerup",
  "pointercancel",
  "keydown",
  "wheel",
  "blur",
] as const;

/**
 * Returns `value` as it was when the person last rested, and takes a new one when `key` changes: what it lays out must not
 * move a button under a finger. The first value waits, too; until then it is `initially`, whose key is empty.
 */
export function useCalm<Value>(key: string, value: Value, initially: Value): Value {
  const [calm, setCalm] = useState({ key: "", value: initially });
  const adopt = useEffectEvent(() => setCalm({ key, value }));
  const isBehind = calm.key !== key;
  const hand = useRef({ movedAt: Number.NEGATIVE_INFINITY, isDown: false });
  useEffect(() => {
    const move = ({ type }: Event) => {
      hand.current.movedAt = performance.now();
      if (type === "pointerdown") hand.current.isDown = true;
      if (type === "pointerup" || type === "pointercancel" || type === "blur") hand.current.isDown = false;
    };
    for (const type of MOVES) window.addEventListener(type, move, { capture: true, passive: true });
    return () => {
      for (const type of MOVES) window.removeEventListener(type, move, { capture: true });
    };
  }, []);
  useEffect(() => {
    if (!isBehind) return;
    const timer = setInterval(() => {
      const { movedAt, isDown } = hand.current;
      if (!isDown && performance.now() - movedAt >= CALM_MS) adopt();
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [isBehind]);
  return calm.value;
}
