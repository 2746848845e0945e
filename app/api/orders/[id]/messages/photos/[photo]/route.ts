import { readChatPhoto } from "@/lib/chat/server/photos";
import { authenticate, fail, refuse, route } from "@/lib/http/rest";
import { errorText } from "@/lib/text/error-text";

/** Nobody else's browser, and no cache in between, may keep it. */
const HEADERS = { "Content-Type": "image/webp", "Cache-Control": "private, no-store" };

export const GET = route(
  async (request, { params }: RouteContext<"/api/orders/[id]/messages/photos/[photo]">) => {
    const who = await authenticate(request, "orders:read");
    if (!who.ok) return fail(who);
    const { id, photo } = await params;
    const bytes = await readChatPhoto(who.data, id, photo);
    return bytes === null
      ? refuse(404, [errorText("photo.gone")])
      : new Response(bytes, { headers: HEADERS });
  },
);
