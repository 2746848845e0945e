import "server-only";
import { and, eq } from "drizzle-orm";
import { createTranslator } from "next-intl";
import * as z from "zod/mini";
import { mayActInThisMode } from "@/lib/auth/credentials/demo-credentials";
import { ownOrigin } from "@/lib/auth/sign-in/origin";
import { queryable } from "@/lib/db/client";
import { invitations } from "@/lib/db/schema/invitations";
import { tenants } from "@/lib/db/schema/stores";
import { INVITATION_DAYS, invitedRoleSchema } from "@/lib/invitations/model/schema";
import { defineJob } from "@/lib/jobs/define-job";
import { logger } from "@/lib/server/logger";
import { tryMail } from "@/lib/server/try-mail";
import { idSchema } from "@/lib/text/id";
import team from "@/messages/en/invitations.json";
import { isOpenInvitation } from "./queries";

const text = createTranslator({
  locale: "en",
  messages: { invitations: team },
  namespace: "invitations.mail",
});

/** Mails the link to an invitation that is still open. Only the person with its address can accept it. */
export const mailInvitation = defineJob({
  name: "invitations:mail",
  input: z.object({ invitation_id: idSchema }),
  retry: { limit: 5, delaySeconds: 15, maxDelaySeconds: 600 },
  run: async ({ invitation_id }) => {
    const db = await queryable();
    const [found] = await db
      .select({ email: invitations.email, role: invitations.role, store: tenants.name })
      .from(invitations)
      .leftJoin(tenants, eq(tenants.id, invitations.tenant_id))
      .where(and(eq(invitations.id, invitation_id), isOpenInvitation));
    if (found === undefined || !mayActInThisMode(found.email)) return 0;
    const role = invitedRoleSchema.parse(found.role);
    const link = new URL(role === "rider" ? "/rider/join" : "/partner/join", ownOrigin());
    link.searchParams.set("invitation", invitation_id);
    const store = found.store ?? "Platewire";
    const outcome = await tryMail({
      recipient: found.email,
      subject: text(role === "rider" ? "subject_rider" : "subject_team", { store }),
      body: text(`body_${role}`, { store, email: found.email, days: INVITATION_DAYS }),
      link: link.href,
    });
    if (outcome.kind === "sent") return 1;
    if (outcome.kind === "retry") throw new Error(outcome.reason);
    logger.warn({ invitation_id, reason: outcome.reason }, "An invitation may not have been sent");
    return 0;
  },
});
