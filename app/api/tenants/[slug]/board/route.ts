import { authenticate, fail, ok, refuse, route } from "@/lib/http/rest";
import { getBoard } from "@/lib/orders/server/queries";
import { getTenant } from "@/lib/stores/server/queries";
import { errorText } from "@/lib/text/error-text";

export const GET = route(async (request, { params }: RouteContext<"/api/tenants/[slug]/board">) => {
  const who = await authenticate(request, "orders:read");
  if (!who.ok) return fail(who);
  const tenant = await getTenant((await params).slug);
  const board = tenant === null ? null : await getBoard(who.data, tenant.id);
  return board === null ? refuse(404, [errorText("tenant_not_found")]) : ok(board);
});
