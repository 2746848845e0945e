import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { createTranslator } from "next-intl";
import * as z from "zod/mini";
import { ownOrigin } from "@/lib/auth/sign-in/origin";
import { queryable } from "@/lib/db/client";
import { statusSubscribers } from "@/lib/db/schema/status";
import { defineJob } from "@/lib/jobs/define-job";
import { logger } from "@/lib/server/logger";
import { tryMail } from "@/lib/server/try-mail";
import { idSchema } from "@/lib/text/id";
import health from "@/messages/en/health.json";
import { subscriberToken } from "./subscriber-token";

const text = createTranslator({ locale: "en", messages: { health }, namespace: "health.mail" });

/** Mails the link that confirms an address. A stranger who gave it cannot use it. */
export const mailConfirmation = defineJob({
  name: "status:mail_confirmation",
  input: z.object({ subscriber_id: idSchema }),
  retry: { limit: 5, delaySeconds: 15, maxDelaySeconds: 600 },
  run: async ({ subscriber_id }) => {
    const db = await queryable();
    const [found] = await db
      .select({ email: statusSubscribers.email })
      .from(statusSubscribers)
      .where(and(eq(statusSubscribers.id, subscriber_id), isNull(statusSubscribers.confirmed_at)));
    if (found === undefined) return 0;
    const link = new URL("/status/confirm", ownOrigin());
    link.searchParams.set("token", subscriberToken("confirm", subscriber_id));
    const outcome = await tryMail({
      recipient: found.email,
      subject: text("confirm.subject"),
      body: text("confirm.body"),
      link: link.href,
    });
    if (outcome.kind === "sent") return 1;
    if (outcome.kind === "retry") throw new Error(outcome.reason);
    logger.warn({ subscriber_id, reason: outcome.reason }, "A link to confirm may not have been sent");
    return 0;
  },
});
