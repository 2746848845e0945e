import { ok, route } from "@/lib/http";
import { listTenants } from "@/lib/menu/queries";

export const dynamic = "force-dynamic";

export const GET = route(async () => ok(await listTenants()));
