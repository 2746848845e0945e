import "server-only";
import { writeSync } from "node:fs";
import { settleOrigin } from "@/lib/auth/sign-in/origin";
import { database } from "@/lib/db/client";
import { seedDemo } from "@/lib/demo/seed";
import { env, isDemo } from "@/lib/env";
import { settleForwardedFor } from "@/lib/http/client-address";
import { jobs } from "@/lib/jobs";
import { onEnqueued } from "@/lib/jobs/wake";
import { startJobs } from "@/lib/jobs/worker";
import { startOrderDeadlines } from "@/lib/orders/server/deadlines";
import { startReactions } from "@/lib/reactions";
import { rememberResponses } from "@/lib/realtime/connection/node-response";
import { keepAlive } from "@/lib/realtime/publish/keep-alive";
import { drainAfterResponse } from "./drain";
import { watchForServer } from "./http-server";
import { logger } from "./logger";
import { openOwnerSocket } from "./owner-socket";
import { shutDownOnSignal } from "./shutdown";

function messageOf(error: unknown): string {
  // A name with several addresses fails with one error for each, and says nothing itself.
  if (error instanceof AggregateError) return error.errors.map(messageOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}

/** For a fault that only the person who starts the process can mend: what it is, without a stack. */
function refuseToStart(error: unknown): never {
  // Written at once: an exit does not wait for a stream.
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

/** Runs what a request enqueued once its response has been sent; the scheduler's next call runs the rest. */
function drainLater(): void {
  keepAlive(
    drainAfterResponse().catch((error: unknown) =>
      logger.warn({ error }, "Jobs could not be run after a response; the scheduler's next call runs them"),
    ),
  );
}

/** Everything that has to stand before the first request: all or nothing. */
export async function start(): Promise<void> {
  try {
    const { VERCEL } = env();
    // First: all streams of a process that was restarted come back while it prepares its database.
    watchForServer();
    settleOrigin();
    settleForwardedFor();
    if (VERCEL !== undefined) {
      // There the build migrates, the scheduler calls the jobs' routes, a function has no machine with an owner, and the
      // platform itself takes responses to their clients.
      onEnqueued(drainLater);
      shutDownOnSignal(undefined, startReactions());
      return;
    }
    rememberResponses();
    await prepareDatabase();
    const socket = await openOwnerSocket();
    shutDownOnSignal(socket, startReactions());
    startOrderDeadlines();
    await startJobs(jobs);
  } catch (error) {
    refuseToStart(error);
  }
}
