import { invalid } from "@/lib/commands/invalid";
import { decodePageCursor } from "@/lib/http/page-cursor";
import { authenticate, fail, ok, readIdempotencyKey, readJson, refuse, route } from "@/lib/http/rest";
import { refuseOver } from "@/lib/limits/limits";
import { pageSchema } from "@/lib/orders/model/requests";
import { placeOrderSchema } from "@/lib/orders/model/schema";
import { placeOrder } from "@/lib/orders/server/place";
import { listMyOrders, listVisibleOrders } from "@/lib/orders/server/queries";
import { errorText } from "@/lib/text/error-text";

export const GET = route(async (request) => {
  const who = await authenticate(request, "orders:read");
  if (!who.ok) return fail(who);
  // `?limit=&cursor=`: an empty parameter counts as absent.
  const given = [...new URL(request.url).searchParams].filter(([, value]) => value !== "");
  const page = pageSchema.safeParse(Object.fromEntries(given));
  if (!page.success) return fail(invalid(page.error));
  if (page.data.cursor !== undefined && decodePageCursor(page.data.cursor) === null)
    return refuse(400, [errorText("invalid_cursor")]);
  const list = page.data.mine === undefined ? listVisibleOrders : listMyOrders;
  const { orders, next_cursor } = await list(who.data, page.data);
  return ok(orders, { next_cursor });
});

export const POST = route(async (request) => {
  const who = await authenticate(request, "orders:write");
  if (!who.ok) return fail(who);
  const key = readIdempotencyKey(request);
  if (!key.ok) return key.response;
  const body = await readJson(request, placeOrderSchema);
  if (!body.ok) return body.response;
  const refused = await refuseOver("place_order", who.data.userId);
  if (refused !== null) return fail(refused);
  const placed = await placeOrder(who.data, body.data, { idempotencyKey: key.data });
  return placed.ok ? ok(placed.data, { message: errorText("order_placed") }, 201) : fail(placed);
});
