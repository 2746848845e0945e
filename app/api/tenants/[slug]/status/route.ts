import { failure } from "@/lib/commands/result";
import { queryable } from "@/lib/db/client";
import { commandRoute, Refused } from "@/lib/http/command-route";
import { ok, refuse, route } from "@/lib/http/rest";
import { changeOfBody, statusBodySchema } from "@/lib/stores/model/status/schema";
import { findVisibleStore } from "@/lib/stores/server/is-visible";
import { getTenant, presentStatus } from "@/lib/stores/server/queries";
import { setStoreStatusCommand } from "@/lib/stores/server/set-status";
import { errorText } from "@/lib/text/error-text";

export const GET = route(async (request, { params }: RouteContext<"/api/tenants/[slug]/status">) => {
  const tenant = await findVisibleStore(request, (await params).slug);
  if (tenant === null) return refuse(404, [errorText("tenant_not_found")]);
  return ok(await presentStatus(await queryable(), tenant, Date.now()));
});

export const PUT = commandRoute(setStoreStatusCommand, {
  body: statusBodySchema,
  // The status is public.
  reads: { answer: null, current: null },
  input: async (body, _viewer, { params }: RouteContext<"/api/tenants/[slug]/status">) => {
    const tenant = await getTenant((await params).slug);
    if (tenant === null) return new Refused(failure<never>("not_found", errorText("tenant_not_found")));
    return { tenant_id: tenant.id, change: changeOfBody(body) };
  },
  respond: ({ status }) => ok(status),
  current: (current) => current,
});
