import { failure } from "@/lib/commands/result";
import { commandRoute, Refused } from "@/lib/http/command-route";
import { ok } from "@/lib/http/rest";
import { orderActionRequestSchema } from "@/lib/orders/model/requests";
import { writtenOrder } from "@/lib/orders/model/written-order";
import { changeOrderCommand } from "@/lib/orders/server/change-order";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";

export const POST = commandRoute(changeOrderCommand, {
  body: orderActionRequestSchema,
  reads: { answer: "orders:read", current: "orders:read" },
  input: async ({ version, ...action }, _viewer, { params }: RouteContext<"/api/orders/[id]/actions">) => {
    const { data: id } = idSchema.safeParse((await params).id);
    if (id === undefined) return new Refused(failure<never>("not_found", errorText("order_not_found")));
    return { order_id: id, action, expected_version: version };
  },
  respond: ({ order }, mayReadAll) =>
    ok(mayReadAll ? order : writtenOrder(order), { message: errorText("order_updated") }),
  current: ({ order }) => order,
});
