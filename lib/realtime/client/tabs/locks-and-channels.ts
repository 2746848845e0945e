import { channelLocks } from "./channel-locks";
import type { LocksAndChannels } from "./shared-stream";

type Locks = LocksAndChannels["locks"];

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

/** Uses `others` when the browser has Web Locks and refuses them. */
function withFallback(locks: Locks, others: Locks): Locks {
  return {
    request: async (name, options, hold) => {
      let isGranted = false;
      try {
        return await locks.request(name, options, () => {
          isGranted = true;
          return hold();
        });
      } catch (error) {
        if (isGranted || isAbort(error)) throw error;
        return others.request(name, options, hold);
      }
    },
  };
}

/** `locks` are the browser's Web Locks, if it has them. */
export function locksAndChannels(
  locks: Locks | undefined,
  openChannel: LocksAndChannels["openChannel"],
): LocksAndChannels {
  const others = channelLocks(openChannel);
  return { locks: locks === undefined ? others : withFallback(locks, others), openChannel };
}

/** Null for browsers without `BroadcastChannel`. */
export function browserLocksAndChannels(): LocksAndChannels | null {
  if (typeof BroadcastChannel === "undefined") return null;
  // Missing on pages without HTTPS, whatever its type says.
  const locks: LockManager | undefined = navigator.locks;
  return locksAndChannels(locks, (name) => new BroadcastChannel(name));
}
