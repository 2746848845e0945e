import { readDispatchView } from "@/lib/dispatch/server/plan/read-view";
import { authenticate, fail, ok, refuse, route } from "@/lib/http/rest";
import { refuseOver } from "@/lib/limits/limits";
import { findTenantId } from "@/lib/stores/server/queries";
import { errorText } from "@/lib/text/error-text";

/** Without `tenant`: the platform's fleet, for admins. */
export const GET = route(async (request) => {
  const who = await authenticate(request, "orders:read");
  if (!who.ok) return fail(who);
  // The view is made of everything that a plan reads.
  const over = await refuseOver("write", who.data.userId);
  if (over !== null) return fail(over);
  const slug = new URL(request.url).searchParams.get("tenant");
  const tenantId = slug === null ? null : await findTenantId(slug);
  if (slug !== null && tenantId === null) return refuse(404, [errorText("tenant_not_found")]);
  const view = await readDispatchView(who.data, tenantId === null ? "platform" : { tenantId });
  return view === null ? refuse(404, [errorText("tenant_not_found")]) : ok(view);
});
