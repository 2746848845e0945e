import * as z from "zod";
import { commandRoute } from "@/lib/http/command-route";
import { ok, refuse } from "@/lib/http/rest";
import { orderActionRequestSchema } from "@/lib/orders/model/requests";
import { changeOrderCommand } from "@/lib/orders/server/change-order";
import { errorText } from "@/lib/text/error-text";

export const POST = commandRoute(changeOrderCommand, {
  body: orderActionRequestSchema,
  input: async ({ version, ...action }, _viewer, { params }: RouteContext<"/api/orders/[id]/actions">) => {
    const { id } = await params;
    if (!z.uuid().safeParse(id).success) return refuse(404, [errorText("order_not_found")]);
    return { order_id: id, action, expected_version: version };
  },
  respond: ({ order }) => ok(order, { message: errorText("order_updated") }),
  current: ({ order }) => order,
});
