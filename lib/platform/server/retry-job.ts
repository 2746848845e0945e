import "server-only";
import * as z from "zod/mini";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, success } from "@/lib/commands/result";
import { retryFailedJob } from "@/lib/jobs/failed-jobs";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";

export const retryJobCommand = defineCommand({
  name: "retry_job",
  scope: null,
  limit: "write",
  input: z.object({ job_id: idSchema }),
  authorise: ({ viewer }) => (viewer.isAdmin ? null : failure<never>("forbidden", errorText("admins_only"))),
  run: async ({ viewer, input }) =>
    (await retryFailedJob(viewer, input.job_id))
      ? success(null)
      : failure<never>("not_found", errorText("job_not_found")),
});
