import "server-only";
import type { Server } from "node:net";
import { database } from "@/lib/db/client";
import { stopJobs } from "@/lib/jobs/worker";
import { hub } from "@/lib/realtime/hub/process-hub";
import { publishHeld } from "@/lib/realtime/publish/publish-ephemeral";
import { closeConnections } from "./http-server";
import { logger } from "./logger";

const GRACE_MS = 3_000;
/** Jobs that take longer fail, and are retried when their definition allows it. */
const JOBS_GRACE_MS = 2_000;
const AT_MOST_MS = 4_000;

async function shutDown(socket: Server | undefined, stopReactions: () => Promise<void>): Promise<void> {
  socket?.close();
  publishHeld();
  const jobsAreStopped = stopJobs(JOBS_GRACE_MS);
  await hub().shutdown();
  await closeConnections(GRACE_MS);
  await jobsAreStopped;
  await stopReactions();
  await (await database()).close();
}

/**
 * Next stops listening on these signals and exits with the last connection. When it exits before the database is
 * closed, the next start recovers as after a crash; no committed data is lost.
 */
export function shutDownOnSignal(socket: Server | undefined, stopReactions: () => Promise<void>): void {
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.once(signal, () => {
      // A connection that never ends would prevent the exit.
      setTimeout(() => process.exit(signal === "SIGTERM" ? 143 : 130), AT_MOST_MS).unref();
      shutDown(socket, stopReactions).catch((error: unknown) =>
        logger.warn({ error }, "The shutdown was not clean"),
      );
    });
}
