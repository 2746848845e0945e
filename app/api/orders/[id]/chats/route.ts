import { chatPartySchema } from "@/lib/chat/model/message";
import { listChats } from "@/lib/chat/server/queries";
import { authenticate, fail, ok, refuse, route } from "@/lib/http/rest";
import { errorText } from "@/lib/text/error-text";

/** The rooms of an order, without their messages. */
export const GET = route(async (request, { params }: RouteContext<"/api/orders/[id]/chats">) => {
  const who = await authenticate(request, "orders:read");
  if (!who.ok) return fail(who);
  const as = chatPartySchema.safeParse(new URL(request.url).searchParams.get("as"));
  const rooms = await listChats(who.data, (await params).id, as.data);
  return rooms === null ? refuse(404, [errorText("order_not_found")]) : ok(rooms);
});
