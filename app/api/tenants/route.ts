import { ok, route } from "@/lib/http/rest";
import { statusAt } from "@/lib/stores/model/status/status";
import { listTenants } from "@/lib/stores/server/queries";

export const dynamic = "force-dynamic";

export const GET = route(async () => {
  const now = Date.now();
  return ok((await listTenants()).map((tenant) => ({ ...tenant, status: statusAt(tenant, now) })));
});
