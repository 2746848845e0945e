import "server-only";
import { env } from "@/lib/env";
import { notifyOfAccount } from "@/lib/notifications/server/react-to-account";
import { notifyCustomers } from "@/lib/notifications/server/react-to-orders";
import { followJobs } from "@/lib/platform/server/react-to-jobs";
import { drain, drainChannels } from "@/lib/reactions/drain";
import { ReactionRunner } from "@/lib/reactions/runner";
import { onPublished } from "@/lib/realtime/publish/after-publish";
import { logger } from "@/lib/server/logger";

/** All reactions of the application. */
const reactions = [notifyCustomers, notifyOfAccount, followJobs];

/** Runs all reactions until nothing is left to do or `budgetMs` have passed. Returns the number of events that took effect. */
export function runReactions(budgetMs: number): Promise<number> {
  return drain(reactions, budgetMs);
}

/** Time that a serverless function may run after its response. */
const AFTER_RESPONSE_MS = 5_000;

/**
 * Starts the reactions of this process. In a long-running process they run until the returned function is called. On
 * Vercel they run after each response that committed events; the scheduled call of `runReactions` handles the rest.
 */
export function startReactions(): () => Promise<void> {
  if (env().VERCEL !== undefined) {
    onPublished(async (channels) => {
      try {
        await drainChannels(reactions, channels, AFTER_RESPONSE_MS);
      } catch (error) {
        logger.warn({ error }, "The reactions could not run after a response; the scheduled call does it");
      }
    });
    return async () => onPublished(undefined);
  }
  const runner = new ReactionRunner(reactions);
  onPublished(async (channels) => runner.notify(channels));
  runner.start();
  return async () => {
    onPublished(undefined);
    await runner.stop();
  };
}
