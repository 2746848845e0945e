import { ok, refuse, route } from "@/lib/http/rest";
import { getMenu } from "@/lib/menu/server/queries";
import { errorText } from "@/lib/text/error-text";

export const GET = route(async (_request, { params }: RouteContext<"/api/tenants/[slug]/menu">) => {
  const menu = await getMenu((await params).slug);
  return menu === null ? refuse(404, [errorText("tenant_not_found")]) : ok(menu);
});
