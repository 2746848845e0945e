import { failure } from "@/lib/commands/result";
import { commandRoute, Refused } from "@/lib/http/command-route";
import { ok } from "@/lib/http/rest";
import { changesOfPatch, itemPatchSchema } from "@/lib/menu/model/requests";
import { updateMenuItemCommand } from "@/lib/menu/server/update-item";
import { getTenant } from "@/lib/stores/server/queries";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";

export const PATCH = commandRoute(updateMenuItemCommand, {
  body: itemPatchSchema,
  // Menus are public.
  reads: { answer: null, current: null },
  input: async (body, _viewer, { params }: RouteContext<"/api/tenants/[slug]/menu/items/[id]">) => {
    const { slug, id } = await params;
    const tenant = await getTenant(slug);
    if (tenant === null) return new Refused(failure<never>("not_found", errorText("tenant_not_found")));
    const { data: itemId } = idSchema.safeParse(id);
    if (itemId === undefined) return new Refused(failure<never>("not_found", errorText("menu.item_gone")));
    return {
      tenant_id: tenant.id,
      item_id: itemId,
      changes: changesOfPatch(body),
      expected_version: body.version,
    };
  },
  respond: (item) => ok(item, { message: errorText("menu.updated") }),
  current: (item) => item,
});
