import { readDoorPhoto } from "@/lib/dispatch/server/door-photo";
import { authenticate, fail, refuse, route } from "@/lib/http/rest";
import { errorText } from "@/lib/text/error-text";

/** Nobody else's browser, and no cache in between, may keep it. */
const HEADERS = { "Content-Type": "image/webp", "Cache-Control": "private, no-store" };

export const GET = route(async (request, { params }: RouteContext<"/api/orders/[id]/door-photo">) => {
  const who = await authenticate(request, "orders:read");
  if (!who.ok) return fail(who);
  const photo = await readDoorPhoto(who.data, (await params).id);
  return photo === null ? refuse(404, [errorText("photo.gone")]) : new Response(photo, { headers: HEADERS });
});
