import "server-only";
import { keepAlive } from "./keep-alive";

type Listener = (channels: readonly string[]) => Promise<void>;

declare global {
  // Next gives route handlers, pages and instrumentation each their own module state; globalThis is shared.
  var platewirePublishListener: Listener | undefined;
}

/**
 * Sets this process's listener for durable events, called after each commit with the channels that were appended to.
 * On platforms that freeze a process after its response, the returned promise is awaited first. The listener must not
 * reject, and nothing may depend on the call: the process can die between the commit and it.
 */
export function onPublished(listener: Listener | undefined): void {
  globalThis.platewirePublishListener = listener;
}

export function reportPublished(channels: readonly string[]): void {
  const listener = globalThis.platewirePublishListener;
  if (listener !== undefined) keepAlive(listener([...new Set(channels)]));
}
