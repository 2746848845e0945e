import { readRiderHome } from "@/lib/dispatch/server/rider-home";
import { authenticate, fail, ok, refuse, route } from "@/lib/http/rest";
import { errorText } from "@/lib/text/error-text";

export const GET = route(async (request) => {
  const who = await authenticate(request, "orders:read");
  if (!who.ok) return fail(who);
  const home = await readRiderHome(who.data);
  return home === null ? refuse(404, [errorText("not_found")]) : ok(home);
});
