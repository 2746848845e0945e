import { setTimeout as delay } from "node:timers/promises";

/** Resolves with false when the signal aborted. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<boolean> {
  try {
    await delay(Math.max(0, milliseconds), undefined, signal === undefined ? {} : { signal });
    return true;
  } catch {
    return false;
  }
}
