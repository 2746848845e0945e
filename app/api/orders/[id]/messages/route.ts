import { chatContentSchema } from "@/lib/chat/model/message";
import { chatQuerySchema } from "@/lib/chat/model/requests";
import { parseChatCursor, readChat } from "@/lib/chat/server/queries";
import { sendChatMessageCommand } from "@/lib/chat/server/send";
import { invalid } from "@/lib/commands/invalid";
import { failure } from "@/lib/commands/result";
import { commandRoute, Refused } from "@/lib/http/command-route";
import { authenticate, fail, ok, refuse, route } from "@/lib/http/rest";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";

export const GET = route(async (request, { params }: RouteContext<"/api/orders/[id]/messages">) => {
  const who = await authenticate(request, "orders:read");
  if (!who.ok) return fail(who);
  const given = [...new URL(request.url).searchParams].filter(([, value]) => value !== "");
  const query = chatQuerySchema.safeParse(Object.fromEntries(given));
  if (!query.success) return fail(invalid(query.error));
  const { room, as, cursor = null } = query.data;
  if (cursor !== null && parseChatCursor(cursor) === null) return refuse(400, [errorText("invalid_cursor")]);
  const page = await readChat(who.data, (await params).id, room, cursor, as);
  if (page === null) return refuse(404, [errorText("order_not_found")]);
  return ok(page, { next_cursor: page.next_cursor });
});

export const POST = commandRoute(sendChatMessageCommand, {
  body: chatContentSchema,
  // A sender knows what was sent, and learns no more than its number and warning.
  reads: { answer: null, current: null },
  input: async (message, _viewer, { params }: RouteContext<"/api/orders/[id]/messages">) => {
    const { data: id } = idSchema.safeParse((await params).id);
    if (id === undefined) return new Refused(failure<never>("not_found", errorText("order_not_found")));
    return { order_id: id, message };
  },
  respond: (message, _mayReadAll) => ok(message, {}, 201),
  current: (current) => current,
});
