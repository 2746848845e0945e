import { authenticate, fail, ok, refuse, route } from "@/lib/http/rest";
import { listInvoices } from "@/lib/invoices/server/queries";
import { getTenant } from "@/lib/stores/server/queries";
import { errorText } from "@/lib/text/error-text";

/** The latest invoices of the store. */
export const GET = route(async (request, { params }: RouteContext<"/api/tenants/[slug]/invoices">) => {
  const who = await authenticate(request, "orders:read");
  if (!who.ok) return fail(who);
  const tenant = await getTenant((await params).slug);
  const list = tenant === null ? null : await listInvoices(who.data, tenant.id);
  return list === null ? refuse(404, [errorText("tenant_not_found")]) : ok(list);
});
