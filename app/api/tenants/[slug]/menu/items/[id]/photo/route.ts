import { authenticate, fail, ok, readIdempotencyKey, refuse, route } from "@/lib/http/rest";
import { refuseOver } from "@/lib/limits/limits";
import { removeItemPhotoCommand } from "@/lib/menu/server/photos/remove-photo";
import { uploadPhoto } from "@/lib/menu/server/photos/upload-photo";
import { readPhoto, refuseForm } from "@/lib/photos/read-photo";
import { getTenant } from "@/lib/stores/server/queries";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";

type Context = RouteContext<"/api/tenants/[slug]/menu/items/[id]/photo">;

async function dishOf({ params }: Context) {
  const { slug, id } = await params;
  const tenant = await getTenant(slug);
  if (tenant === null) return { ok: false as const, response: refuse(404, [errorText("tenant_not_found")]) };
  const { data: itemId } = idSchema.safeParse(id);
  return itemId === undefined
    ? { ok: false as const, response: refuse(404, [errorText("menu.item_gone")]) }
    : { ok: true as const, tenantId: tenant.id, itemId };
}

/** The body is the file itself, of whatever declared type. */
export const POST = route(async (request, context: Context) => {
  const who = await authenticate(request, "menu:write");
  if (!who.ok) return fail(who);
  const over = await refuseOver("write", who.data.userId);
  if (over !== null) return fail(over);
  const isForm = refuseForm(request);
  if (isForm !== null) return isForm;
  const dish = await dishOf(context);
  if (!dish.ok) return dish.response;
  const result = await uploadPhoto(who.data, { ...dish, read: () => readPhoto(request) });
  if ("refusal" in result) return result.refusal;
  return result.ok ? ok(result.data, { message: errorText("photo.saved") }) : fail(result);
});

export const DELETE = route(async (request, context: Context) => {
  const who = await authenticate(request, "menu:write");
  if (!who.ok) return fail(who);
  const over = await removeItemPhotoCommand.admit(who.data);
  if (over !== null) return fail(over);
  const key = readIdempotencyKey(request);
  if (!key.ok) return key.response;
  const dish = await dishOf(context);
  if (!dish.ok) return dish.response;
  const input = { tenant_id: dish.tenantId, item_id: dish.itemId };
  const result = await removeItemPhotoCommand.carryOut(who.data, input, key.data);
  return result.ok ? ok(result.data, { message: errorText("photo.removed") }) : fail(result);
});
