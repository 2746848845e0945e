"use client";

import { useEffect, useState } from "react";

/** `refused`: by the browser or to save battery; the screen may turn off. */
export type WakeState = "off" | "on" | "refused" | "unsupported";

/** Requests the lock again whenever the tab becomes visible, because hiding ends it. */
export function useWakeLock(isWanted: boolean): WakeState {
  const [state, setState] = useState<WakeState>("off");

  useEffect(() => {
    if (!isWanted) return;
    let lock: WakeLockSentinel | undefined;
    let isOver = false;

    async function hold() {
      if (document.visibilityState !== "visible" || (lock !== undefined && !lock.released)) return;
      if (!("wakeLock" in navigator)) return setState("unsupported");
      try {
        const held = await navigator.wakeLock.request("screen");
        if (isOver) return void held.release();
        lock = held;
        setState("on");
      } catch {
        if (!isOver) setState("refused");
      }
    }
    const holdAgain = () => void hold();

    holdAgain();
    document.addEventListener("visibilitychange", holdAgain);
    return () => {
      isOver = true;
      document.removeEventListener("visibilitychange", holdAgain);
      void lock?.release().catch(() => undefined);
      setState("off");
    };
  }, [isWanted]);

  return state;
}
