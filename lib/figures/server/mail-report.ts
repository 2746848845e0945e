import "server-only";
import { and, eq, exists, isNull, or } from "drizzle-orm";
import * as z from "zod/mini";
import { mayActInThisMode } from "@/lib/auth/credentials/demo-credentials";
import { ownOrigin } from "@/lib/auth/sign-in/origin";
import { type Queryable, queryable } from "@/lib/db/client";
import { users } from "@/lib/db/schema/people";
import { memberships } from "@/lib/db/schema/stores";
import { daySchema } from "@/lib/figures/model/day";
import { defineJob } from "@/lib/jobs/define-job";
import { logger } from "@/lib/server/logger";
import { tryMail } from "@/lib/server/try-mail";
import { idSchema } from "@/lib/text/id";
import { renderReport } from "./mail/render-report";
import { countFigures } from "./queries";
import { readStore } from "./store";

/** Null when the person is gone or banned, or has left the staff since asking for the report. */
async function readRecipient(db: Queryable, userId: string, tenantId: string): Promise<string | null> {
  const membership = db
    .select({ id: memberships.user_id })
    .from(memberships)
    .where(and(eq(memberships.user_id, users.id), eq(memberships.tenant_id, tenantId)));
  const [person] = await db
    .select({ email: users.email })
    .from(users)
    .where(
      and(eq(users.id, userId), isNull(users.banned_at), or(eq(users.is_admin, true), exists(membership))),
    );
  return person !== undefined && mayActInThisMode(person.email) ? person.email : null;
}

/** Mails the report of a day as the figures are when it is sent. */
export const mailReport = defineJob({
  name: "figures:mail_report",
  input: z.object({ tenant_id: idSchema, date: daySchema, user_id: idSchema }),
  retry: { limit: 5, delaySeconds: 15, maxDelaySeconds: 600 },
  run: async ({ tenant_id, date, user_id }) => {
    const db = await queryable();
    const recipient = await readRecipient(db, user_id, tenant_id);
    const store = await readStore(db, tenant_id);
    if (recipient === null || store === null) return 0;
    const mail = await renderReport(store, await countFigures(db, store, date), ownOrigin());
    const outcome = await tryMail({ recipient, ...mail });
    if (outcome.kind === "sent") return 1;
    if (outcome.kind === "retry") throw new Error(outcome.reason);
    logger.warn({ tenant: tenant_id, reason: outcome.reason }, "A report may not have been sent");
    return 0;
  },
});
