import * as z from "zod";
import { authenticate, fail, ok, readIdempotencyKey, readJson, refuse, route } from "@/lib/http/rest";
import { actionFor, STATUS_LIST, statusChangeSchema } from "@/lib/orders/model/requests";
import { changeOrder } from "@/lib/orders/server/commands";
import { getOrder } from "@/lib/orders/server/queries";
import { errorText } from "@/lib/text/error-text";

export const PATCH = route(async (request, { params }: RouteContext<"/api/orders/[id]/status">) => {
  const who = await authenticate(request, "orders:write");
  if (!who.ok) return fail(who);
  const key = readIdempotencyKey(request);
  if (!key.ok) return key.response;
  const body = await readJson(request, statusChangeSchema);
  if (!body.ok) return body.response;
  const action = actionFor(body.data);
  if (action === null) return refuse(400, [errorText("invalid_status", { statuses: STATUS_LIST })]);
  const { id } = await params;
  if (!z.uuid().safeParse(id).success) return refuse(404, [errorText("order_not_found")]);
  if (action === "unreachable") {
    const current = await getOrder(who.data, id);
    if (current === null) return refuse(404, [errorText("order_not_found")]);
    return refuse(409, [errorText("no_way_back")], { data: current });
  }
  const changed = await changeOrder(who.data, id, action, {
    expectedVersion: body.data.version,
    idempotencyKey: key.data,
  });
  return changed.ok ? ok(changed.data, { message: errorText("order_updated") }) : fail(changed);
});
