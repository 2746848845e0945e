import { invalid } from "@/lib/commands/invalid";
import { authenticate, fail, ok, readIdempotencyKey, refuse, route } from "@/lib/http/rest";
import { endDeviceQuerySchema } from "@/lib/stores/model/devices/schema";
import { endDeviceCommand } from "@/lib/stores/server/devices/end-device";
import { findTenantId } from "@/lib/stores/server/queries";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";

/** Ends a device's shift on purpose. */
export const DELETE = route(
  async (request, { params }: RouteContext<"/api/tenants/[slug]/devices/[device_id]">) => {
    const who = await authenticate(request, "orders:write");
    if (!who.ok) return fail(who);
    const over = await endDeviceCommand.admit(who.data);
    if (over !== null) return fail(over);
    const key = readIdempotencyKey(request);
    if (!key.ok) return key.response;
    const shift = endDeviceQuerySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!shift.success) return fail(invalid(shift.error));
    const { slug, device_id } = await params;
    const tenantId = await findTenantId(slug);
    if (tenantId === null) return refuse(404, [errorText("tenant_not_found")]);
    const { data: deviceId } = idSchema.safeParse(device_id);
    if (deviceId === undefined) return refuse(404, [errorText("device_gone")]);
    const result = await endDeviceCommand.carryOut(
      who.data,
      { tenant_id: tenantId, device_id: deviceId, ...shift.data },
      key.data,
    );
    return result.ok ? ok(result.data) : fail(result);
  },
);
