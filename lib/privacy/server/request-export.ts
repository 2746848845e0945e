import "server-only";
import { and, eq, gt, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import * as z from "zod/mini";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { users } from "@/lib/db/schema/people";
import { personalExports } from "@/lib/db/schema/privacy";
import { transaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/enqueue";
import { EXPORT_AGAIN_HOURS } from "@/lib/privacy/model/export-days";
import { errorText } from "@/lib/text/error-text";
import { buildExport } from "./build-export";

/** Asks for an archive of this person's data. A second one within an hour is refused. */
export function requestExport(userId: string): Promise<Result<{ id: string }, never>> {
  return transaction<Result<{ id: string }, never>>(async (tx) => {
    // Two presses must not build two archives.
    await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("update");
    const [recent] = await tx
      .select({ id: personalExports.id })
      .from(personalExports)
      .where(
        and(
          eq(personalExports.user_id, userId),
          gt(personalExports.asked_at, sql`now() - make_interval(hours => ${EXPORT_AGAIN_HOURS})`),
        ),
      );
    if (recent !== undefined) return failure<never>("conflict", errorText("privacy.export_recent"));
    const id = newId();
    await tx.insert(personalExports).values({ id, user_id: userId, asked_at: new Date() });
    await enqueue(tx, buildExport, { export_id: id });
    return success({ id });
  });
}

/** Only our own pages may ask: whoever finds a token must not get all of a person's data with it. */
export const requestExportCommand = defineCommand({
  name: "request_export",
  scope: null,
  limit: "token",
  input: z.strictObject({}),
  authorise: () => null,
  run: ({ viewer }) => requestExport(viewer.userId),
});
