import "server-only";
import { log } from "@/lib/log";
import { expireOverdueOrders } from "./commands";

const SWEEP_MS = 5_000;

declare global {
  // Instrumentation and route handlers have module states of their own; globalThis is shared.
  var platewireDeadlines: NodeJS.Timeout | undefined;
}

/**
 * Ends orders that nobody accepted in time, every few seconds for as long as the process lives. Only promptness
 * depends on it: deadlines are also checked whenever an order is read or acted on.
 */
export function startOrderDeadlines(): void {
  if (globalThis.platewireDeadlines !== undefined) return;
  let isSweeping = false;
  const sweep = async () => {
    if (isSweeping) return;
    isSweeping = true;
    try {
      await expireOverdueOrders();
    } catch (error) {
      log.warn({ error }, "The sweep of overdue orders failed; the next one tries again");
    } finally {
      isSweeping = false;
    }
  };
  globalThis.platewireDeadlines = setInterval(() => void sweep(), SWEEP_MS);
  globalThis.platewireDeadlines.unref();
}
