import { invalid } from "@/lib/commands/invalid";
import { addressQuerySchema } from "@/lib/geo/model/find-place";
import { findPlace } from "@/lib/geo/server/queries";
import { authenticate, fail, ok, route } from "@/lib/http/rest";
import { refuseOver } from "@/lib/limits/limits";

/** Says where an address is. For people who are signed in, because directories count what they are asked. */
export const GET = route(async (request) => {
  const who = await authenticate(request, "orders:write");
  if (!who.ok) return fail(who);
  const refused = await refuseOver("write", who.data.userId);
  if (refused !== null) return fail(refused);
  const query = addressQuerySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) return fail(invalid(query.error));
  return ok(await findPlace(query.data));
});
