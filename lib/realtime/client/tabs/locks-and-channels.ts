import type { LocksAndChannels } from "./shared-stream";

/** Null for old browsers and insecure pages. */
export function browserLocksAndChannels(): LocksAndChannels | null {
  const { locks } = navigator;
  if (!locks || typeof BroadcastChannel === "undefined") return null;
  return { locks, openChannel: (name) => new BroadcastChannel(name) };
}
