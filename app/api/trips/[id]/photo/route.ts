import { uploadDoorPhoto } from "@/lib/dispatch/server/door-photo";
import { authenticate, fail, ok, refuse, route } from "@/lib/http/rest";
import { refuseOver } from "@/lib/limits/limits";
import { readPhoto, refuseForm } from "@/lib/photos/read-photo";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";

/** The body is the file itself, of whatever declared type. A photo that is sent again takes the place of the first. */
export const POST = route(async (request, { params }: RouteContext<"/api/trips/[id]/photo">) => {
  const who = await authenticate(request, "orders:write");
  if (!who.ok) return fail(who);
  const over = await refuseOver("write", who.data.userId);
  if (over !== null) return fail(over);
  const isForm = refuseForm(request);
  if (isForm !== null) return isForm;
  const { data: tripId } = idSchema.safeParse((await params).id);
  const { data: orderId } = idSchema.safeParse(new URL(request.url).searchParams.get("order_id"));
  if (tripId === undefined || orderId === undefined) return refuse(404, [errorText("riding.trip_gone")]);
  const result = await uploadDoorPhoto(who.data, { tripId, orderId, read: () => readPhoto(request) });
  if ("refusal" in result) return result.refusal;
  return result.ok ? ok({ order_id: orderId }, { message: errorText("photo.saved") }) : fail(result);
});
