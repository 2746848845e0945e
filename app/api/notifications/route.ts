import { invalid } from "@/lib/commands/invalid";
import { commandRoute } from "@/lib/http/command-route";
import { decodePageCursor } from "@/lib/http/page-cursor";
import { authenticate, fail, ok, refuse, route } from "@/lib/http/rest";
import { notificationPageSchema } from "@/lib/notifications/model/requests";
import { sendRequestSchema } from "@/lib/notifications/model/send-request";
import { listNotifications } from "@/lib/notifications/server/queries";
import { sendNotificationsCommand } from "@/lib/notifications/server/send-notifications";
import { errorText } from "@/lib/text/error-text";

export const GET = route(async (request) => {
  const who = await authenticate(request, "notifications:read");
  if (!who.ok) return fail(who);
  const given = [...new URL(request.url).searchParams].filter(([, value]) => value !== "");
  const page = notificationPageSchema.safeParse(Object.fromEntries(given));
  if (!page.success) return fail(invalid(page.error));
  const { limit, cursor, unread } = page.data;
  const after = cursor === undefined ? undefined : decodePageCursor(cursor);
  if (after === null) return refuse(400, [errorText("invalid_cursor")]);
  const { notifications, ...rest } = await listNotifications(who.data, {
    limit,
    isUnreadOnly: unread !== undefined,
    ...(after && { after }),
  });
  return ok(notifications, rest);
});

export const POST = commandRoute(sendNotificationsCommand, {
  body: sendRequestSchema,
  reads: { answer: null, current: null },
  input: (request) => request,
  respond: (sent) => ok(sent, {}, 201),
  current: (none) => none,
});
