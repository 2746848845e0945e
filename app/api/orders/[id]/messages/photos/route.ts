import { chatPhotoQuerySchema } from "@/lib/chat/model/requests";
import { uploadChatPhoto } from "@/lib/chat/server/photos";
import { invalid } from "@/lib/commands/invalid";
import { authenticate, fail, ok, refuse, route } from "@/lib/http/rest";
import { refuseOver } from "@/lib/limits/limits";
import { readPhoto, refuseForm } from "@/lib/photos/read-photo";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";

/** The body is the file itself, of whatever declared type. The message that shows it is sent afterwards, with `photo_id`. */
export const POST = route(async (request, { params }: RouteContext<"/api/orders/[id]/messages/photos">) => {
  const who = await authenticate(request, "orders:write");
  if (!who.ok) return fail(who);
  const over = await refuseOver("chat", who.data.userId);
  if (over !== null) return fail(over);
  const isForm = refuseForm(request);
  if (isForm !== null) return isForm;
  const { data: orderId } = idSchema.safeParse((await params).id);
  if (orderId === undefined) return refuse(404, [errorText("order_not_found")]);
  const query = chatPhotoQuerySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) return fail(invalid(query.error));
  const { room, as } = query.data;
  const result = await uploadChatPhoto(who.data, { orderId, room, as, read: () => readPhoto(request) });
  if ("refusal" in result) return result.refusal;
  return result.ok ? ok(result.data, { message: errorText("photo.saved") }, 201) : fail(result);
});
