import { fork } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import webPush from "web-push";
import * as z from "zod";
import { queryable } from "@/lib/db/client";
import { env } from "@/lib/env";
import { jobs } from "@/lib/jobs";
import { prepareQueues } from "@/lib/jobs/queues";
import { startJobs, stopJobs } from "@/lib/jobs/worker";
import { addPushSubscriptionCommand } from "@/lib/notifications/server/push-subscriptions";
import { changeOrder } from "@/lib/orders/server/commands";
import { placeOrder } from "@/lib/orders/server/place";
import { runReactions, startReactions } from "@/lib/reactions";
import { memoryBus } from "@/lib/realtime/bus/memory";
import { provideBus } from "@/lib/realtime/bus/process-bus";
import { type Limits, measureLoop } from "../orders/figures";
import { type Where, withNewDatabase } from "../orders/measured-database";
import { buildTown, orderOf, type Town } from "../orders/town";
import { arrivedSchema, type Question, startedSchema } from "./endpoints-protocol";
import type { NotificationFigures } from "./figures";

const CUSTOMERS = 200;
const BUDGET_MS = 60_000;
const POLL_MS = 50;
const PATIENCE_MS = 300_000;
/** Mail about a cancelled order waits for so long whether a device shows the news. */
const WAIT_MS = 60_000;

function startEndpoints() {
  const child = fork(resolve("bench/notifications/endpoints.ts"), { execArgv: ["--import", "tsx"] });
  return {
    ask: async (question: Question): Promise<unknown> => {
      child.send(question);
      const [answer] = await once(child, "message");
      return answer;
    },
    stop: () => child.disconnect(),
  };
}

/** The environment is read once, and the servers have no ports before. */
function sendToEndpoints({ pushService, mailServer }: z.infer<typeof startedSchema>): void {
  const { publicKey, privateKey } = webPush.generateVAPIDKeys();
  Object.assign(env(), {
    DEMO_MODE: "off",
    ...{ EMAIL_SERVER: mailServer, EMAIL_FROM: "orders@bench.test" },
    ...{ PUSH_SERVICES: [pushService], VAPID_SUBJECT: "mailto:push@bench.test" },
    ...{ VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey },
  });
}

/** Places orders and has the restaurant decline them: two notifications each, of which the second is pushed and mailed. */
async function declineOrders(town: Town, orders: number, concurrency: number): Promise<void> {
  let n = 0;
  await measureLoop({ seconds: PATIENCE_MS / 1_000, concurrency }, () => {
    if (n === orders) return;
    const { store, customer, request } = orderOf(town, n++);
    return async () => {
      const order = await placeOrder(customer, request);
      if (!order.ok) throw new Error(order.message);
      const declined = await changeOrder(store.partner, order.data.id, {
        name: "decline",
        reason: "TOO_BUSY",
        note: "",
      });
      if (!declined.ok) throw new Error(declined.message);
    };
  });
}

const counted = z.object({
  rows: z.tuple([z.object({ notifications: z.coerce.number(), unsent: z.coerce.number() })]),
});

/** Messages that are neither sent nor replaced by later news of the same order have gone wrong. */
async function countStored(): Promise<{ notifications: number; unsent: number }> {
  const db = await queryable();
  const { rows } = counted.parse(
    await db.execute(sql`
      select (select count(*) from notifications) as notifications,
        (select count(*) from notification_messages
          where state <> 'sent' and reason is distinct from 'superseded') as unsent`),
  );
  return rows[0];
}

/**
 * Measures the whole way of a notification: events in the log, reaction, rows, jobs, and a push service and a mail server
 * in another process. The events have piled up for longer than a message waits to be seen. Throws when a message is
 * missing or has arrived twice.
 */
export function measureNotifications(
  where: Where,
  { orders, concurrency }: Pick<Limits, "concurrency"> & { orders: number },
): Promise<NotificationFigures> {
  return withNewDatabase(where, async (database) => {
    const endpoints = startEndpoints();
    provideBus(memoryBus(8));
    try {
      const started = startedSchema.parse(await endpoints.ask({ do: "start", browsers: CUSTOMERS }));
      sendToEndpoints(started);
      return await database.asProduct(concurrency, async () => {
        await prepareQueues(jobs);
        await runReactions(BUDGET_MS);
        const town = await buildTown({ customers: CUSTOMERS });
        for (const [n, customer] of town.customers.entries())
          await addPushSubscriptionCommand.execute(
            customer,
            { ...started.browsers[n], device: "Bench" },
            undefined,
          );
        await declineOrders(town, orders, concurrency);
        await pause(WAIT_MS);
        const wanted = 2 * orders;
        const cpuBefore = process.cpuUsage();
        const began = performance.now();
        const secondsSince = () => (performance.now() - began) / 1_000;
        const stopReactions = startReactions();
        await startJobs(jobs);
        let arrived = arrivedSchema.parse(await endpoints.ask({ do: "count" }));
        while (arrived.pushes + arrived.mails < wanted && secondsSince() * 1_000 < PATIENCE_MS) {
          await pause(POLL_MS);
          arrived = arrivedSchema.parse(await endpoints.ask({ do: "count" }));
        }
        const seconds = secondsSince();
        const cpu = process.cpuUsage(cpuBefore);
        await stopReactions();
        await stopJobs(10_000);
        const { notifications, unsent } = await countStored();
        const { pushes, mails, repeated } = arrivedSchema.parse(await endpoints.ask({ do: "count" }));
        if (pushes !== orders || mails !== orders || repeated > 0 || unsent > 0 || notifications !== wanted)
          throw new Error(
            `Of ${orders} orders: ${notifications} notifications, ${pushes} pushes, ${mails} mails, ${repeated} repeated, ${unsent} unsent`,
          );
        return {
          perSecond: notifications / seconds,
          ...{ notifications, messages: pushes + mails, seconds },
          cpuEach: (cpu.user + cpu.system) / 1_000 / notifications,
        };
      });
    } finally {
      provideBus(undefined);
      endpoints.stop();
    }
  });
}
