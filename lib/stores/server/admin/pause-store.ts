import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { refuseNonAdmins } from "@/lib/auth/server/refuse-non-admins";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { storePauses } from "@/lib/db/schema/store-pauses";
import { transaction } from "@/lib/db/transaction";
import { actorOf, recordAudit } from "@/lib/platform/server/audit";
import { publishAdminNews } from "@/lib/platform/server/publish-news";
import { pauseStoreSchema } from "@/lib/stores/model/admin";
import { changedIntake } from "@/lib/stores/model/status/change";
import { errorText } from "@/lib/text/error-text";
import { changeIntakeIn } from "../change-intake";

const gone = () => failure<never>("not_found", errorText("tenant_not_found"));

/** Pauses a store until an admin lifts it: its staff cannot, and are told the reasons. Guests are told that it is paused. */
export const pauseStoreCommand = defineCommand({
  name: "pause_store",
  scope: null,
  limit: "write",
  input: pauseStoreSchema,
  authorise: ({ viewer }) => refuseNonAdmins(viewer),
  run: ({ viewer, input: { tenant_id, reason } }) =>
    transaction<Result<null, never>>(async (tx, rollback) => {
      // Before the event, whose reaction reads it. The row of the store is locked by then.
      let isNew = false;
      const store = await changeIntakeIn(tx, tenant_id, async (before, now) => {
        const added = await tx
          .insert(storePauses)
          .values({ id: newId(), tenant_id, reason, started_at: now })
          .onConflictDoNothing()
          .returning({ id: storePauses.id });
        isNew = added.length > 0;
        if (!isNew) return null;
        const pause = { mode: "paused", lasts: "until_open", reason: "" } as const;
        const intake = { ...changedIntake(before, pause, now.getTime()), cause: "platform" as const };
        return { hours: before.hours, intake };
      });
      if (store === null) return rollback(gone());
      if (!isNew) return rollback(failure<never>("conflict", errorText("store_held_already")));
      publishAdminNews(tx, "store_changed", tenant_id);
      await recordAudit(tx, {
        actor: actorOf(viewer),
        action: "pause_store",
        target: { kind: "tenant", id: tenant_id },
        tenantId: tenant_id,
        reason,
      });
      return success<null>(null);
    }),
});

/** Ends a pause by the platform: the store is open again within its hours. */
export const resumeStoreCommand = defineCommand({
  name: "resume_store",
  scope: null,
  limit: "write",
  input: pauseStoreSchema,
  authorise: ({ viewer }) => refuseNonAdmins(viewer),
  run: ({ viewer, input: { tenant_id, reason } }) =>
    transaction<Result<null, never>>(async (tx, rollback) => {
      let isOver = false;
      const store = await changeIntakeIn(tx, tenant_id, async (before, now) => {
        const ended = await tx
          .update(storePauses)
          .set({ ended_at: sql`now()` })
          .where(and(eq(storePauses.tenant_id, tenant_id), isNull(storePauses.ended_at)))
          .returning({ id: storePauses.id });
        isOver = ended.length > 0;
        if (!isOver) return null;
        return { hours: before.hours, intake: changedIntake(before, { mode: "open" }, now.getTime()) };
      });
      if (store === null) return rollback(gone());
      if (!isOver) return rollback(failure<never>("conflict", errorText("store_not_held")));
      publishAdminNews(tx, "store_changed", tenant_id);
      await recordAudit(tx, {
        actor: actorOf(viewer),
        action: "resume_store",
        target: { kind: "tenant", id: tenant_id },
        tenantId: tenant_id,
        reason,
      });
      return success<null>(null);
    }),
});
