import { authenticate, fail, ok, refuse, route } from "@/lib/http/rest";
import { readPrinting } from "@/lib/printing/server/queries";
import { getTenant } from "@/lib/stores/server/queries";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";

/** The store's printers, and the tickets that did not come out, or with `order_id` those of one order. */
export const GET = route(async (request, { params }: RouteContext<"/api/tenants/[slug]/printing">) => {
  const who = await authenticate(request, "orders:read");
  if (!who.ok) return fail(who);
  const tenant = await getTenant((await params).slug);
  const given = new URL(request.url).searchParams.get("order_id");
  const { data: orderId } = idSchema.safeParse(given);
  if (given !== null && orderId === undefined) return refuse(404, [errorText("order_not_found")]);
  const printing = tenant === null ? null : await readPrinting(who.data, tenant.id, orderId);
  return printing === null ? refuse(404, [errorText("tenant_not_found")]) : ok(printing);
});
