import { authenticate, fail, ok, route } from "@/lib/http/rest";
import { listOwnStores } from "@/lib/orders/server/queries";

export const GET = route(async (request) => {
  const who = await authenticate(request, "orders:read");
  return who.ok ? ok(await listOwnStores(who.data)) : fail(who);
});
