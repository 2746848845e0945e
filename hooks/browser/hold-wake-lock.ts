/** `refused`: by the browser or to save battery; the screen may turn off. */
export type WakeState = "off" | "on" | "refused" | "unsupported";

/** Keeps the screen on until the returned function is called. Requests the lock again whenever the tab becomes visible, because hiding ends it. */
export function holdWakeLock(onState: (state: WakeState) => void): () => void {
  let lock: WakeLockSentinel | undefined;
  let isOver = false;

  async function hold() {
    if (document.visibilityState !== "visible" || (lock !== undefined && !lock.released)) return;
    if (!("wakeLock" in navigator)) return onState("unsupported");
    try {
      const held = await navigator.wakeLock.request("screen");
      if (isOver) return void held.release();
      lock = held;
      onState("on");
    } catch {
      if (!isOver) onState("refused");
    }
  }
  const holdAgain = () => void hold();

  holdAgain();
  document.addEventListener("visibilitychange", holdAgain);
  return () => {
    isOver = true;
    document.removeEventListener("visibilitychange", holdAgain);
    void lock?.release().catch(() => undefined);
    onState("off");
  };
}
