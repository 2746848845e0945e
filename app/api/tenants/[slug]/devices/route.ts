import { authenticate, fail, ok, refuse, route } from "@/lib/http/rest";
import { listDevices } from "@/lib/stores/server/devices/list-devices";
import { findTenantId } from "@/lib/stores/server/queries";
import { errorText } from "@/lib/text/error-text";

export const GET = route(async (request, { params }: RouteContext<"/api/tenants/[slug]/devices">) => {
  const who = await authenticate(request, "orders:read");
  if (!who.ok) return fail(who);
  const tenantId = await findTenantId((await params).slug);
  const devices = tenantId === null ? null : await listDevices(who.data, tenantId);
  return devices === null ? refuse(404, [errorText("tenant_not_found")]) : ok(devices);
});
