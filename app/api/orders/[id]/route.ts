import { authenticate, fail, ok, refuse, route } from "@/lib/http/rest";
import { estimatedDelivery } from "@/lib/orders/model/lifecycle";
import { riderOfOrder } from "@/lib/orders/model/rider-of-order";
import { getOrder } from "@/lib/orders/server/queries";
import { errorText } from "@/lib/text/error-text";

export const GET = route(async (request, { params }: RouteContext<"/api/orders/[id]">) => {
  const who = await authenticate(request, "orders:read");
  if (!who.ok) return fail(who);
  const order = await getOrder(who.data, (await params).id);
  if (order === null) return refuse(404, [errorText("order_not_found")]);
  return ok({ ...order, rider: riderOfOrder(order), eta: estimatedDelivery(order) });
});
