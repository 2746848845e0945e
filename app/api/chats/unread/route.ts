import { orderIdsSchema, unreadQuerySchema } from "@/lib/chat/model/requests";
import { readUnreadChats } from "@/lib/chat/server/queries";
import { invalid } from "@/lib/commands/invalid";
import { authenticate, fail, ok, route } from "@/lib/http/rest";

/** For many orders at once: a board reads them all with one request. */
export const GET = route(async (request) => {
  const who = await authenticate(request, "orders:read");
  if (!who.ok) return fail(who);
  const query = unreadQuerySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) return fail(invalid(query.error));
  const ids = orderIdsSchema.safeParse(query.data.order_ids.split(",").filter((id) => id !== ""));
  if (!ids.success) return fail(invalid(ids.error));
  return ok(await readUnreadChats(who.data, ids.data));
});
