import "server-only";
import { type BusMessage, conflationKey } from "@/lib/realtime/bus/bus";
import { processBus } from "@/lib/realtime/bus/process-bus";
import { logger } from "@/lib/server/logger";
import { keepAlive } from "./keep-alive";
import { TimedThrottle } from "./timed-throttle";

/** Notifies the other instances over the bus. Never rejects. */
export function notifyBus(messages: readonly BusMessage[]): Promise<void> {
  return Promise.resolve()
    .then(() => processBus().publish(messages))
    .catch(() => logger.debug({ messages: messages.length }, "The bus could not be notified"));
}

/** A throttled message. `notified` resolves when it, or a newer one of its key, has been published. */
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
    // One request for all messages that are due. `notified` keeps the publishing requests alive.
    void notifyBus(held.map(({ message }) => message)).then(() => {
      for (const { notified } of held) notified.resolve();
    });
  });
  return globalThis.platewirePublishThrottle;
}

/**
 * Publishes ephemeral events, a throttled one at most once a second per key. The last value is published when the
 * second ends, even when the request that published it has ended.
 *
 * Several processes may publish one key, so each reader's process throttles again: see hub-channel.ts.
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

/** Publishes all held messages at once, for a process that is about to end. */
export function publishHeld(): void {
  globalThis.platewirePublishThrottle?.flush();
}
