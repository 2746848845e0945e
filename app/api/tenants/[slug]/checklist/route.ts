import { authenticate, fail, ok, refuse, route } from "@/lib/http/rest";
import { readChecklist } from "@/lib/joining/server/queries";
import { findTenantId } from "@/lib/stores/server/queries";
import { errorText } from "@/lib/text/error-text";

export const GET = route(async (request, { params }: RouteContext<"/api/tenants/[slug]/checklist">) => {
  const who = await authenticate(request, "menu:write");
  if (!who.ok) return fail(who);
  const tenantId = await findTenantId((await params).slug);
  const checklist = tenantId === null ? null : await readChecklist(who.data, tenantId);
  return checklist === null ? refuse(404, [errorText("tenant_not_found")]) : ok(checklist);
});
