import "server-only";
import { type BusMessage, conflationKey } from "@/lib/realtime/bus/bus";
import { processBus } from "@/lib/realtime/bus/process-bus";
import { logger } from "@/lib/server/logger";
import { keepAlive } from "./keep-alive";
import { Pace } from "./timed-throttle";

/** Rings the bus; never rejects. */
export function tell(messages: readonly BusMessage[]): Promise<void> {
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
  readonly told: PromiseWithResolvers<void>;
}

declare global {
  // Next gives route handlers, pages and instrumentation separate module states; globalThis is shared.
  var platewirePublishPace: Pace<Held> | undefined;
}

function publishPace(): Pace<Held> {
  globalThis.platewirePublishPace ??= new Pace((held) => {
    // One request to the bus for all that is due. No request is under way here that could be kept alive: whoever
    // published is, by `told`.
    void tell(held.map(({ message }) => message)).then(() => {
      for (const { told } of held) told.resolve();
    });
  });
  return globalThis.platewirePublishPace;
}

/**
 * Tells of ephemeral events. Of a throttled one this process tells once a second for each key: what comes in between
 * costs nothing, and the last value goes when the second is over, even when the request that published it is.
 *
 * Several processes may publish one key. So each reader's process throttles again: see hub-channel.ts.
 */
export function publishPaced(messages: readonly BusMessage[]): void {
  const pace = publishPace();
  const now = messages.filter((message) => {
    if (!message.isThrottled) return true;
    const key = conflationKey(message);
    const told = pace.held(key)?.told ?? Promise.withResolvers<void>();
    if (pace.admits(key, { message, told })) return true;
    keepAlive(told.promise);
    return false;
  });
  if (now.length > 0) keepAlive(tell(now));
}

/** Tells at once what waits for its second to be over: the process is about to end. */
export function publishHeld(): void {
  globalThis.platewirePublishPace?.hurry();
}
