import "server-only";
import { and, eq } from "drizzle-orm";
import { createTranslator } from "next-intl";
import * as z from "zod/mini";
import { mayActInThisMode } from "@/lib/auth/credentials/demo-credentials";
import { ownOrigin } from "@/lib/auth/sign-in/origin";
import { queryable } from "@/lib/db/client";
import { riderInvitations } from "@/lib/db/schema/riders";
import { tenants } from "@/lib/db/schema/stores";
import { defineJob } from "@/lib/jobs/define-job";
import { INVITATION_DAYS } from "@/lib/riders/model/fleet";
import { logger } from "@/lib/server/logger";
import { tryMail } from "@/lib/server/try-mail";
import { idSchema } from "@/lib/text/id";
import riders from "@/messages/en/riders.json";
import { openInvitation } from "./open-invitation";

const text = createTranslator({ locale: "en", messages: { riders }, namespace: "riders.mail" });

/** Mails the link to an invitation that is still open. Only the person with its address can accept it. */
export const mailInvitation = defineJob({
  name: "riders:mail_invitation",
  input: z.object({ invitation_id: idSchema }),
  retry: { limit: 5, delaySeconds: 15, maxDelaySeconds: 600 },
  run: async ({ invitation_id }) => {
    const db = await queryable();
    const [found] = await db
      .select({ email: riderInvitations.email, store: tenants.name })
      .from(riderInvitations)
      .leftJoin(tenants, eq(tenants.id, riderInvitations.tenant_id))
      .where(and(eq(riderInvitations.id, invitation_id), openInvitation));
    if (found === undefined || !mayActInThisMode(found.email)) return 0;
    const link = new URL("/rider/join", ownOrigin());
    link.searchParams.set("invitation", invitation_id);
    const outcome = await tryMail({
      recipient: found.email,
      subject: found.store === null ? text("subject") : text("subject_store", { store: found.store }),
      body: text("body", { email: found.email, days: INVITATION_DAYS }),
      link: link.href,
    });
    if (outcome.kind === "sent") return 1;
    if (outcome.kind === "retry") throw new Error(outcome.reason);
    logger.warn({ invitation_id, reason: outcome.reason }, "An invitation may not have been sent");
    return 0;
  },
});
