import { authenticate, fail, ok, refuse, route } from "@/lib/http/rest";
import { getOrder } from "@/lib/orders/server/queries";
import { errorText } from "@/lib/text/error-text";

export const GET = route(async (request, { params }: RouteContext<"/api/orders/[id]">) => {
  const who = await authenticate(request, "orders:read");
  if (!who.ok) return fail(who);
  const order = await getOrder(who.data, (await params).id);
  return order === null ? refuse(404, [errorText("order_not_found")]) : ok(order);
});
