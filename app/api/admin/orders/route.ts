import * as z from "zod/mini";
import { invalid } from "@/lib/commands/invalid";
import { decodePageCursor } from "@/lib/http/page-cursor";
import { authenticateAdmin, fail, ok, refuse, route } from "@/lib/http/rest";
import { ORDER_SEARCH_LENGTH } from "@/lib/platform/model/found-order";
import { findOrders } from "@/lib/platform/server/orders/find-orders";
import { errorText } from "@/lib/text/error-text";
import { givenText } from "@/lib/text/given-text";

const querySchema = z.object({
  q: z.optional(givenText(ORDER_SEARCH_LENGTH)),
  cursor: z.optional(z.string().check(z.maxLength(200))),
});

export const GET = route(async (request) => {
  const who = await authenticateAdmin(request, "admin:read");
  if (!who.ok) return fail(who);
  const query = querySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) return fail(invalid(query.error));
  const { q, cursor } = query.data;
  if (cursor !== undefined && decodePageCursor(cursor) === null)
    return refuse(400, [errorText("invalid_cursor")]);
  const found = await findOrders(who.data, { search: q, cursor });
  if (found === null) return refuse(404, [errorText("not_found")]);
  return ok(found.orders, { next_cursor: found.next_cursor });
});
