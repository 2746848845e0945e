import { invalid } from "@/lib/commands/invalid";
import { commandRoute } from "@/lib/http/command-route";
import { decodePageCursor } from "@/lib/http/page-cursor";
import { authenticate, fail, ok, refuse, route } from "@/lib/http/rest";
import { pageSchema } from "@/lib/orders/model/requests";
import { type OrderDetail, placeOrderSchema } from "@/lib/orders/model/schema";
import { writtenOrder } from "@/lib/orders/model/written-order";
import { placeOrderCommand } from "@/lib/orders/server/place";
import { listMyOrders, listVisibleOrders } from "@/lib/orders/server/queries";
import { errorText } from "@/lib/text/error-text";

export const GET = route(async (request) => {
  const who = await authenticate(request, "orders:read");
  if (!who.ok) return fail(who);
  const given = [...new URL(request.url).searchParams].filter(([, value]) => value !== "");
  const page = pageSchema.safeParse(Object.fromEntries(given));
  if (!page.success) return fail(invalid(page.error));
  if (page.data.cursor !== undefined && decodePageCursor(page.data.cursor) === null)
    return refuse(400, [errorText("invalid_cursor")]);
  const list = page.data.mine === undefined ? listVisibleOrders : listMyOrders;
  const { orders, next_cursor } = await list(who.data, page.data);
  return ok(orders, { next_cursor });
});

const placedMessage = ({ payment }: Pick<OrderDetail, "payment">) =>
  errorText(payment?.placed_at === null ? "payments.pay_to_place" : "order_placed");

export const POST = commandRoute(placeOrderCommand, {
  body: placeOrderSchema,
  // The quote has public prices only.
  reads: { answer: "orders:read", current: null },
  input: (order) => order,
  respond: (order, mayReadAll) =>
    ok(mayReadAll ? order : writtenOrder(order), { message: placedMessage(order) }, 201),
  current: (quote) => quote,
});
