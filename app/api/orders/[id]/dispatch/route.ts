import * as z from "zod";
import { invalid } from "@/lib/commands/invalid";
import { listDecisions } from "@/lib/dispatch/server/plan/decisions";
import { decodePageCursor } from "@/lib/http/page-cursor";
import { authenticate, fail, ok, refuse, route } from "@/lib/http/rest";
import { errorText } from "@/lib/text/error-text";

const pageSchema = z.object({
  limit: z.coerce.number().int().min(1).max(100).optional(),
  cursor: z.string().max(200).optional(),
});

export const GET = route(async (request, { params }: RouteContext<"/api/orders/[id]/dispatch">) => {
  const who = await authenticate(request, "orders:read");
  if (!who.ok) return fail(who);
  const given = [...new URL(request.url).searchParams].filter(([, value]) => value !== "");
  const page = pageSchema.safeParse(Object.fromEntries(given));
  if (!page.success) return fail(invalid(page.error));
  const { cursor } = page.data;
  if (cursor !== undefined && decodePageCursor(cursor) === null)
    return refuse(400, [errorText("invalid_cursor")]);
  const found = await listDecisions(who.data, (await params).id, page.data);
  if (found === null) return refuse(404, [errorText("order_not_found")]);
  const { decisions, next_cursor } = found;
  return ok(decisions, { next_cursor });
});
