import type { LocksAndChannels } from "./shared-stream";

/** What this browser's tabs have in common; null for one that is too old, and for pages that are not served securely. */
export function browserLocksAndChannels(): LocksAndChannels | null {
  const { locks } = navigator;
  if (!locks || typeof BroadcastChannel === "undefined") return null;
  return { locks, openChannel: (name) => new BroadcastChannel(name) };
}
