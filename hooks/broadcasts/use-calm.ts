"use client";

import { useEffect, useEffectEvent, useState } from "react";

/** Nobody is about to press after so long without a movement or a touch (ms). */
const CALM_MS = 800;
const LOOK_MS = 200;

const MOVES = ["pointerdown", "pointermove", "pointerup", "pointercancel", "keydown", "wheel"] as const;

/**
 * Returns `value` as it was when the person last rested, and takes a new one when `key` changes: what it lays out must not
 * move a button under a finger. The first value waits, too; until then it is `initially`, whose key is empty.
 */
export function useCalm<Value>(key: string, value: Value, initially: Value): Value {
  const [calm, setCalm] = useState({ key: "", value: initially });
  const adopt = useEffectEvent(() => setCalm({ key, value }));
  const isBehind = calm.key !== key;
  useEffect(() => {
    if (!isBehind) return;
    let movedAt = performance.now();
    let isDown = false;
    const move = ({ type }: Event) => {
      movedAt = performance.now();
      if (type === "pointerdown") isDown = true;
      if (type === "pointerup" || type === "pointercancel") isDown = false;
    };
    const timer = setInterval(() => {
      if (!isDown && performance.now() - movedAt >= CALM_MS) adopt();
    }, LOOK_MS);
    for (const type of MOVES) window.addEventListener(type, move, { capture: true, passive: true });
    return () => {
      clearInterval(timer);
      for (const type of MOVES) window.removeEventListener(type, move, { capture: true });
    };
  }, [isBehind]);
  return calm.value;
}
