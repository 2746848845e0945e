import { ok, refuse, route } from "@/lib/http/rest";
import { getMenu } from "@/lib/menu/server/queries";
import { isVisible } from "@/lib/stores/server/is-visible";
import { errorText } from "@/lib/text/error-text";

export const GET = route(async (request, { params }: RouteContext<"/api/tenants/[slug]/menu">) => {
  const menu = await getMenu((await params).slug);
  const isShown = menu !== null && (await isVisible(request, menu.tenant));
  return isShown ? ok(menu) : refuse(404, [errorText("tenant_not_found")]);
});
