import "server-only";
import { periodically } from "@/lib/server/periodically";
import { expireOverdueOrders } from "./commands";

const SWEEP_MS = 5_000;

/**
 * Ends orders that nobody accepted in time, every few seconds for as long as the process lives. Only promptness
 * depends on it: deadlines are also checked whenever an order is read or acted on.
 */
export function startOrderDeadlines(): void {
  periodically("The sweep of overdue orders", SWEEP_MS, () => expireOverdueOrders());
}
