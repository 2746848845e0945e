import "server-only";
import * as z from "zod/mini";
import { defineJob } from "@/lib/jobs/define-job";
import { periodically } from "@/lib/server/periodically";
import { concludeForgottenDeliveries, expireOverdueOrders, settleUnansweredOrders } from "./commands";

const SWEEP_MS = 5_000;

/** Deadlines are also checked whenever an order is read or acted on. */
export const autoCancel = defineJob({
  name: "order:auto_cancel",
  input: z.object({}),
  schedule: { cron: "*/5 * * * *", everyMinutes: 5 },
  retry: null,
  run: (_, { progress }) => expireOverdueOrders(undefined, progress),
});

/** Decides for customers who were asked about a sold-out dish and did not answer. */
export const settleSoldOut = defineJob({
  name: "order:settle_sold_out",
  input: z.object({}),
  schedule: { cron: "* * * * *", everyMinutes: 1 },
  retry: null,
  run: (_, { progress }) => settleUnansweredOrders(undefined, progress),
});

/** Otherwise an order that nobody marks as delivered stays open, and takes one of its store's places, for ever. */
export const concludeDeliveries = defineJob({
  name: "order:conclude_deliveries",
  input: z.object({}),
  schedule: { cron: "*/15 * * * *", everyMinutes: 15 },
  retry: null,
  run: (_, { progress }) => concludeForgottenDeliveries(progress),
});

/** Sweeps every five seconds, so that people see it sooner than by the job. */
export function startOrderDeadlines(): void {
  periodically("The sweep of overdue orders", SWEEP_MS, () => expireOverdueOrders());
  periodically("The sweep of unanswered questions", SWEEP_MS, () => settleUnansweredOrders());
}
