import * as z from "zod";
import { commandRoute } from "@/lib/http/command-route";
import { ok, refuse } from "@/lib/http/rest";
import { actionFor, STATUS_LIST, statusChangeSchema } from "@/lib/orders/model/requests";
import { changeOrderCommand } from "@/lib/orders/server/change-order";
import { getOrder } from "@/lib/orders/server/queries";
import { errorText } from "@/lib/text/error-text";

export const PATCH = commandRoute(changeOrderCommand, {
  body: statusChangeSchema,
  input: async (body, viewer, { params }: RouteContext<"/api/orders/[id]/status">) => {
    const action = actionFor(body);
    if (action === null) return refuse(400, [errorText("invalid_status", { statuses: STATUS_LIST })]);
    const { id } = await params;
    if (!z.uuid().safeParse(id).success) return refuse(404, [errorText("order_not_found")]);
    if (action === "unreachable") {
      const current = await getOrder(viewer, id);
      if (current === null) return refuse(404, [errorText("order_not_found")]);
      return refuse(409, [errorText("no_way_back")], { data: current });
    }
    return { order_id: id, action, expected_version: body.version };
  },
  respond: ({ order }) => ok(order, { message: errorText("order_updated") }),
  current: ({ order }) => order,
});
