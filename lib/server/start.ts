import "server-only";
import { writeSync } from "node:fs";
import { startStreamChecks } from "@/lib/auth/server/check-streams";
import { configureAuthOrigin } from "@/lib/auth/sign-in/origin";
import { database } from "@/lib/db/client";
import { seedDemo } from "@/lib/demo/seed";
import { startDispatch, startOfferDeadlines } from "@/lib/dispatch/server/plan/planner";
import { env, isDemo } from "@/lib/env";
import { replaceForwardedFor } from "@/lib/http/client-address";
import { refuseOtherMachines } from "@/lib/http/only-this-machine";
import { jobs } from "@/lib/jobs";
import { onEnqueued } from "@/lib/jobs/wake";
import { startJobs } from "@/lib/jobs/worker";
import { pushKeys } from "@/lib/notifications/server/push/push-keys";
import { startOrderDeadlines } from "@/lib/orders/server/deadlines";
import { startDemoWebhooks } from "@/lib/payments/server/providers/demo/deliver";
import { startReactions } from "@/lib/reactions";
import { rememberResponses } from "@/lib/realtime/connection/node-response";
import { keepAlive } from "@/lib/realtime/publish/keep-alive";
import { startStatusSamples } from "@/lib/status/server/samples";
import { drainAfterResponse } from "./drain";
import { endWithNpm } from "./end-with-npm";
import { captureHttpServer } from "./http-server";
import { logger } from "./logger";
import { guardServer } from "./node-http/guard-server";
import { openOwnerSocket } from "./owner-socket";
import { shutDownOnSignal } from "./shutdown";

function messageOf(error: unknown): string {
  // A host name with several addresses fails with one error for each.
  if (error instanceof AggregateError) return error.errors.map(messageOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}

/** Prints no stack: the fault is in the configuration or environment. */
function refuseToStart(error: unknown): never {
  // Synchronous, because exit does not wait for a stream.
  writeSync(2, `\nPlatewire does not start.\n${messageOf(error)}\n\n`);
  process.exit(1);
}

async function prepareDatabase(): Promise<void> {
  const opened = await database();
  try {
    await opened.migrate();
  } catch (error) {
    throw new Error(`The database cannot be brought up to date: ${messageOf(error)}`);
  }
  if (isDemo()) await seedDemo();
}

function drainLater(): void {
  keepAlive(
    drainAfterResponse().catch((error: unknown) =>
      logger.warn({ error }, "Jobs could not be run after a response; the scheduler's next call runs them"),
    ),
  );
}

/** Exits the process when a step fails. */
export async function start(): Promise<void> {
  try {
    const { VERCEL } = env();
    // Must be first: all streams of a restarted process reconnect while the database is being prepared.
    captureHttpServer((server) => {
      // On Vercel the platform has its own connections and refuses malformed requests itself.
      if (VERCEL === undefined) guardServer(server);
    });
    configureAuthOrigin();
    // Fails here, and not at the first push, when the keys do not belong together.
    pushKeys();
    replaceForwardedFor();
    if (env().DEMO_MODE === "on") refuseOtherMachines();
    startStreamChecks();
    if (VERCEL !== undefined) {
      // The build migrates, the scheduler calls the jobs' routes, and the platform sends the responses itself.
      onEnqueued(drainLater);
      startOfferDeadlines();
      shutDownOnSignal(undefined, startReactions());
      return;
    }
    endWithNpm();
    rememberResponses();
    await prepareDatabase();
    const socket = await openOwnerSocket();
    shutDownOnSignal(socket, startReactions());
    startOrderDeadlines();
    startDemoWebhooks();
    startDispatch();
    startStatusSamples(jobs);
    await startJobs(jobs);
  } catch (error) {
    refuseToStart(error);
  }
}
