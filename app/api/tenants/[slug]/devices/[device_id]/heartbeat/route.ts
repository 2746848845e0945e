import { failure } from "@/lib/commands/result";
import { commandRoute, Refused } from "@/lib/http/command-route";
import { ok } from "@/lib/http/rest";
import { heartbeatBodySchema } from "@/lib/stores/model/devices/schema";
import { deviceHeartbeatCommand } from "@/lib/stores/server/devices/heartbeat";
import { findTenantId } from "@/lib/stores/server/queries";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";

export const POST = commandRoute(deviceHeartbeatCommand, {
  body: heartbeatBodySchema,
  reads: { answer: null, current: null },
  input: async (
    body,
    _viewer,
    { params }: RouteContext<"/api/tenants/[slug]/devices/[device_id]/heartbeat">,
  ) => {
    const { slug, device_id } = await params;
    const tenantId = await findTenantId(slug);
    if (tenantId === null) return new Refused(failure<never>("not_found", errorText("tenant_not_found")));
    const { data: deviceId } = idSchema.safeParse(device_id);
    if (deviceId === undefined) return new Refused(failure<never>("not_found", errorText("device_gone")));
    return { tenant_id: tenantId, device_id: deviceId, ...body };
  },
  respond: (answer) => ok(answer),
  current: (current) => current,
});
