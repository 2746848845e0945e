import "server-only";
import { desc, eq } from "drizzle-orm";
import { queryable } from "@/lib/db/client";
import { notificationMessages, notifications } from "@/lib/db/schema/notifications";
import { users } from "@/lib/db/schema/people";
import { isDemo } from "@/lib/env";
import { canStopMail, type NoticeKind, noticeKindSchema } from "@/lib/notifications/model/kinds";
import { unsubscribeToken } from "./mail/unsubscribe-token";

export interface OutboxMessage {
  readonly id: string;
  readonly channel: "push" | "email";
  readonly state: "waiting" | "sending" | "sent" | "skipped" | "gone" | "failed" | "unsure";
  readonly reason: string | null;
  readonly recipient: string;
  readonly title: string;
  readonly message: string;
  readonly action_url: string | null;
  /** Where the link of a mail stops mails of its kind. */
  readonly stop_url: string | null;
  /** When it was sent, or else when it is due. ISO 8601. */
  readonly at: string;
}

/** As in the mail itself, which has no such link when its kind cannot be turned off. */
function stopUrl(userId: string, kind: NoticeKind): string | null {
  if (!canStopMail(kind)) return null;
  return `/unsubscribe?${new URLSearchParams({ token: unsubscribeToken({ userId, kind }) })}`;
}

/** The last 50 messages to devices and mailboxes, newest first. Empty outside a demo: they are other people's. */
export async function listOutbox(): Promise<OutboxMessage[]> {
  if (!isDemo()) return [];
  const db = await queryable();
  const rows = await db
    .select({
      id: notificationMessages.id,
      channel: notificationMessages.channel,
      state: notificationMessages.state,
      reason: notificationMessages.reason,
      recipient: users.email,
      user_id: notifications.user_id,
      kind: notifications.kind,
      title: notifications.title,
      message: notifications.message,
      action_url: notifications.action_url,
      due_at: notificationMessages.due_at,
      sent_at: notificationMessages.sent_at,
    })
    .from(notificationMessages)
    .innerJoin(notifications, eq(notifications.id, notificationMessages.notification_id))
    .innerJoin(users, eq(users.id, notifications.user_id))
    .orderBy(desc(notificationMessages.created_at), desc(notificationMessages.id))
    .limit(50);
  return rows.map(({ due_at, sent_at, user_id, kind, ...row }) => ({
    ...row,
    stop_url: row.channel === "email" ? stopUrl(user_id, noticeKindSchema.parse(kind)) : null,
    at: (sent_at ?? due_at).toISOString(),
  }));
}
