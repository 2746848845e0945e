import "server-only";
import { logger } from "./logger";

declare global {
  // Instrumentation and route handlers have module states of their own; globalThis is shared.
  var platewirePeriodic: Map<string, NodeJS.Timeout> | undefined;
}

/**
 * Does something every so often for as long as the process lives, once however often it is asked for. A round that
 * is not over when the next is due takes its place; one that fails is logged under its name, and the next tries again.
 */
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
