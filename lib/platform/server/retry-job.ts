import "server-only";
import * as z from "zod/mini";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, success } from "@/lib/commands/result";
import { transaction } from "@/lib/db/transaction";
import { rerunFailedJob } from "@/lib/jobs/failed-jobs";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";
import { actorOf, recordAudit } from "./audit";

export const retryJobCommand = defineCommand({
  name: "retry_job",
  scope: null,
  limit: "write",
  input: z.object({ job_id: idSchema }),
  authorise: ({ viewer }) => (viewer.isAdmin ? null : failure<never>("forbidden", errorText("admins_only"))),
  run: async ({ viewer, input }) => {
    const result = await rerunFailedJob(viewer, input.job_id);
    if (result === "enqueued") {
      // The queue has a transaction of its own.
      await transaction((tx) =>
        recordAudit(tx, {
          actor: actorOf(viewer),
          action: "retry_job",
          target: { kind: "job", id: input.job_id },
        }),
      );
      return success(null);
    }
    return result === "running"
      ? failure<never>("conflict", errorText("job_running"))
      : failure<never>("not_found", errorText("job_not_found"));
  },
});
