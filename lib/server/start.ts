import "server-only";
import { writeSync } from "node:fs";
import { settleOrigin } from "@/lib/auth/sign-in/origin";
import { database } from "@/lib/db/client";
import { seedDemo } from "@/lib/demo/seed";
import { env, isDemo } from "@/lib/env";
import { settleForwardedFor } from "@/lib/http/client-address";
import { startOrderDeadlines } from "@/lib/orders/server/deadlines";
import { rememberResponses } from "@/lib/realtime/connection/node-response";
import { watchForServer } from "./http-server";
import { openOwnerSocket } from "./owner-socket";
import { shutDownOnSignal } from "./shutdown";
import { startUpkeep } from "./upkeep";

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

/** Everything that has to stand before the first request: all or nothing. */
export async function start(): Promise<void> {
  try {
    const { VERCEL } = env();
    // First: all streams of a process that was restarted come back while it prepares its database.
    watchForServer();
    settleOrigin();
    settleForwardedFor();
    if (VERCEL !== undefined) {
      // There the build migrates, the scheduled jobs sweep, a function has no machine with an owner, and what takes its
      // responses to their clients is the platform's.
      shutDownOnSignal(undefined);
      return;
    }
    rememberResponses();
    await prepareDatabase();
    shutDownOnSignal(await openOwnerSocket());
    startOrderDeadlines();
    startUpkeep();
  } catch (error) {
    refuseToStart(error);
  }
}
