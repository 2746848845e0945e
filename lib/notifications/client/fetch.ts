import * as z from "zod/mini";
import { pageFetch } from "@/lib/http/page/page-fetch";
import type { NotificationList } from "@/lib/notifications/model/notification-list";
import { notificationSchema } from "@/lib/notifications/model/schema";

const answerSchema = z.object({
  data: z.array(notificationSchema).check(z.maxLength(100)),
  next_cursor: z.nullable(z.string().check(z.maxLength(200))),
  unread_count: z.int().check(z.nonnegative()),
});

/** Returns the newest page, or the one after `cursor`. Rejects when the server does not answer with one. */
export async function fetchNotifications(signal: AbortSignal, cursor = ""): Promise<NotificationList> {
  const { status, body } = await pageFetch(`/api/notifications?${new URLSearchParams({ cursor })}`, {
    signal,
  });
  if (status !== 200) throw new Error(`/api/notifications answered ${status}`);
  const { data, ...page } = answerSchema.parse(body);
  return { notifications: data, ...page };
}
