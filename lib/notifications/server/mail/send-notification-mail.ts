import "server-only";
import { ownOrigin } from "@/lib/auth/sign-in/origin";
import type { Outcome } from "@/lib/notifications/server/outcome";
import { logger } from "@/lib/server/logger";
import { tryMail } from "@/lib/server/try-mail";
import { type MailedNotice, type RenderedMail, renderMail } from "./render-mail";

/** Sends a notification by mail. Never rejects. */
export async function sendNotificationMail(recipient: string, notice: MailedNotice): Promise<Outcome> {
  let mail: RenderedMail;
  try {
    mail = await renderMail(notice, ownOrigin());
  } catch (error) {
    logger.error({ error, kind: notice.kind }, "A mail could not be rendered");
    return { kind: "retry", reason: "The mail could not be rendered" };
  }
  return tryMail({ recipient, ...mail });
}
