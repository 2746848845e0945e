import type { LocksAndChannels } from "./shared-stream";

/** Returns the browser's locks and broadcast channels; null for old browsers and insecure pages. */
export function browserLocksAndChannels(): LocksAndChannels | null {
  const { locks } = navigator;
  if (!locks || typeof BroadcastChannel === "undefined") return null;
  return { locks, openChannel: (name) => new BroadcastChannel(name) };
}
