import "server-only";
import { type BusMessage, conflationKey } from "@/lib/realtime/bus/bus";
import { processBus } from "@/lib/realtime/bus/process-bus";
import { logger } from "@/lib/server/logger";
import { keepAlive } from "./keep-alive";
import { TimedThrottle } from "./timed-throttle";

/** Never rejects. */
export function notifyBus(messages: readonly BusMessage[]): Promise<void> {
  return Promise.resolve()
    .then(() => processBus().publish(messages))
    .catch(() => logger.debug({ messages: messages.length }, "The bus could not be notified"));
}

/** `notified` resolves when the message, or a newer one of its key, has been published. */
interface Held {
  readonly message: BusMessage;
  readonly notified: PromiseWithResolvers<void>;
}

declare global {
  var platewirePublishThrottle: TimedThrottle<Held> | undefined;
}

function publishThrottle(): TimedThrottle<Held> {
  globalThis.platewirePublishThrottle ??= new TimedThrottle((held) => {
    void notifyBus(held.map(({ message }) => message)).then(() => {
      for (const { notified } of held) notified.resolve();
    });
  });
  return globalThis.platewirePublishThrottle;
}

/**
 * Publishes a throttled event at most once a second per key, the last value even when its request has ended. Several
 * processes may publish one key, so each reader's process throttles again: see hub-channel.ts.
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

export function publishHeld(): void {
  globalThis.platewirePublishThrottle?.flush();
}
