import { authenticate, fail, ok, refuse, route } from "@/lib/http/rest";
import { readRiderLocation } from "@/lib/riders/server/queries";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";

export const GET = route(async (request, { params }: RouteContext<"/api/orders/[id]/rider-location">) => {
  const who = await authenticate(request, "orders:read");
  if (!who.ok) return fail(who);
  const { data: id } = idSchema.safeParse((await params).id);
  const location = id === undefined ? null : await readRiderLocation(who.data, id);
  return location === null ? refuse(404, [errorText("order_not_found")]) : ok(location);
});
