import { commandRoute } from "@/lib/http/command-route";
import { ok, route } from "@/lib/http/rest";
import { createStoreSchema } from "@/lib/joining/model/requests";
import { createStoreCommand } from "@/lib/joining/server/create-store";
import { statusAt } from "@/lib/stores/model/status/status";
import { listTenants } from "@/lib/stores/server/queries";

export const dynamic = "force-dynamic";

export const GET = route(async () => {
  const now = Date.now();
  return ok((await listTenants()).map((tenant) => ({ ...tenant, status: statusAt(tenant, now) })));
});

export const POST = commandRoute(createStoreCommand, {
  body: createStoreSchema,
  // The answer holds what was sent, and an id.
  reads: { answer: null, current: null },
  input: (store) => store,
  respond: (store) => ok(store, {}, 201),
  current: (current) => current,
});
