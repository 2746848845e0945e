import { ok, route } from "@/lib/http/rest";
import { listTenants } from "@/lib/stores/server/queries";

export const dynamic = "force-dynamic";

export const GET = route(async () => ok(await listTenants()));
