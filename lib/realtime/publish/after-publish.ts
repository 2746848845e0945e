import "server-only";
import { keepAlive } from "./keep-alive";

type Listener = (channels: readonly string[]) => Promise<void>;

declare global {
  var platewirePublishListener: Listener | undefined;
}

/**
 * Called after each commit with the channels that were appended to. The listener must not reject, and nothing may depend
 * on it: the process can die between the commit and the call.
 */
export function onPublished(listener: Listener | undefined): void {
  globalThis.platewirePublishListener = listener;
}

export function reportPublished(channels: readonly string[]): void {
  const listener = globalThis.platewirePublishListener;
  if (listener !== undefined) keepAlive(listener([...new Set(channels)]));
}
