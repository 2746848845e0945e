import "server-only";
import { logger } from "./logger";

declare global {
  // Next gives route handlers, pages and instrumentation separate module states; globalThis is shared.
  var platewirePeriodic: Map<string, NodeJS.Timeout> | undefined;
}

/** Runs once for each `name`. Skips a round while the previous one runs; logs a failed one and goes on. */
export function periodically(name: string, everyMs: number, work: () => Promise<unknown>): void {
  globalThis.platewirePeriodic ??= new Map();
  const timers = globalThis.platewirePeriodic;
  if (timers.has(name)) return;
  let isBusy = false;
  const round = async () => {
    if (isBusy) return;
    isBusy = true;
    try {
      await work();
    } catch (error) {
      logger.warn({ error }, `${name} failed; the next round tries again`);
    } finally {
      isBusy = false;
    }
  };
  timers.set(name, setInterval(() => void round(), everyMs).unref());
}
