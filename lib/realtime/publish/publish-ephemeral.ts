import "server-only";
import { type BusMessage, conflationKey } from "@/lib/realtime/bus/bus";
import { processBus } from "@/lib/realtime/bus/process-bus";
import { logger } from "@/lib/server/logger";
import { keepAlive } from "./keep-alive";
import { TimedThrottle } from "./timed-throttle";

/** Rings the bus; never rejects. */
export function notifyBus(messages: readonly BusMessage[]): Promise<void> {
  return (
    Promise.resolve()
      .then(() => processBus().publish(messages))
      // The bus has counted and logged it.
      .catch(() => logger.debug({ messages: messages.length }, "The doorbell did not ring"))
  );
}

/** A throttled message, and those who wait for it or for a newer one of its key to be told. */
interface Held {
  readonly message: BusMessage;
  readonly notified: PromiseWithResolvers<void>;
}

declare global {
  // Next gives route handlers, pages and instrumentation separate module states; globalThis is shared.
  var platewirePublishThrottle: TimedThrottle<Held> | undefined;
}

function publishThrottle(): TimedThrottle<Held> {
  globalThis.platewirePublishThrottle ??= new TimedThrottle((held) => {
    // One request to the bus for all that is due. No request is under way here that could be kept alive: whoever
    // published is, by `told`.
    void notifyBus(held.map(({ message }) => message)).then(() => {
      for (const { notified } of held) notified.resolve();
    });
  });
  return globalThis.platewirePublishThrottle;
}

/**
 * Tells of ephemeral events. Of a throttled one this process tells once a second for each key: what comes in between
 * costs nothing, and the last value goes when the second is over, even when the request that published it is.
 *
 * Several processes may publish one key. So each reader's process throttles again: see hub-channel.ts.
 */
export function publishThrottled(messages: readonly BusMessage[]): void {
  const throttle = publishThrottle();
  const now = messages.filter((message) => {
    if (!message.isThrottled) return true;
    const key = conflationKey(message);
    const notified = throttle.held(key)?.notified ?? Promise.withResolvers<void>();
    if (throttle.admits(key, { message, notified })) return true;
    keepAlive(notified.promise);
    return false;
  });
  if (now.length > 0) keepAlive(notifyBus(now));
}

/** Tells at once what waits for its second to be over: the process is about to end. */
export function publishHeld(): void {
  globalThis.platewirePublishThrottle?.flush();
}
