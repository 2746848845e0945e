import "server-only";
import * as z from "zod";
import { defineJob } from "@/lib/jobs/define-job";
import { removeUnused } from "./remove-unused";
import { photoStorage } from "./storage/choose-storage";

/** Longest time of a run (ms); the next run removes the rest. */
const AT_MOST_MS = 20_000;

/**
 * The job that removes the files of photos that no dish has any more. It fails, after it has removed all others, when a
 * file cannot be removed: the page of the background work then shows the reason.
 */
export const cleanUpPhotos = defineJob({
  name: "photos:cleanup",
  input: z.object({}),
  schedule: { cron: "40 3 * * *", everyMinutes: 24 * 60 },
  retry: null,
  run: async (_, { signal }) => {
    const storage = photoStorage();
    if (storage === null) return 0;
    const { removed, failed, reason } = await removeUnused(storage, { signal, atMostMs: AT_MOST_MS });
    if (failed === 0) return removed;
    const why = reason instanceof Error ? reason.message : "unknown";
    throw new Error(`${failed} photos could not be removed, ${removed} were. The first: ${why}`, {
      cause: reason,
    });
  },
});
