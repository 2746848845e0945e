import { failure } from "@/lib/commands/result";
import { commandRoute, Refused } from "@/lib/http/command-route";
import { ok, refuse, route } from "@/lib/http/rest";
import { storeZonesSchema } from "@/lib/stores/model/zones/schema";
import { findVisibleStore } from "@/lib/stores/server/is-visible";
import { findTenantId, readZones } from "@/lib/stores/server/queries";
import { setZonesCommand } from "@/lib/stores/server/set-zones";
import { errorText } from "@/lib/text/error-text";

type Context = RouteContext<"/api/tenants/[slug]/zones">;

/** Zones are public: no session is needed to read them. */
export const GET = route(async (request, { params }: Context) => {
  const store = await findVisibleStore(request, (await params).slug);
  const zones = store === null ? null : await readZones(store.id);
  return zones === null ? refuse(404, [errorText("tenant_not_found")]) : ok(zones);
});

export const PUT = commandRoute(setZonesCommand, {
  body: storeZonesSchema,
  // Zones are public.
  reads: { answer: null, current: null },
  input: async (body, _viewer, { params }: Context) => {
    const tenant_id = await findTenantId((await params).slug);
    if (tenant_id === null) return new Refused(failure<never>("not_found", errorText("tenant_not_found")));
    return { tenant_id, ...body };
  },
  respond: (zones) => ok(zones),
  current: (zones) => zones,
});
