import "server-only";
import * as z from "zod/mini";
import { defineJob } from "@/lib/jobs/define-job";
import { periodically } from "@/lib/server/periodically";
import { expireOverdueOrders } from "./commands";

const SWEEP_MS = 5_000;

/** Deadlines are also checked whenever an order is read or acted on. */
export const autoCancel = defineJob({
  name: "order:auto_cancel",
  input: z.object({}),
  schedule: { cron: "*/5 * * * *", everyMinutes: 5 },
  retry: null,
  run: () => expireOverdueOrders(),
});

/** Sweeps every five seconds, so that people see it sooner than by the job. */
export function startOrderDeadlines(): void {
  periodically("The sweep of overdue orders", SWEEP_MS, () => expireOverdueOrders());
}
