import { failure } from "@/lib/commands/result";
import { commandRoute, Refused } from "@/lib/http/command-route";
import { ok } from "@/lib/http/rest";
import { actionFor, STATUS_LIST, statusChangeSchema } from "@/lib/orders/model/requests";
import { writtenOrder } from "@/lib/orders/model/written-order";
import { changeOrderCommand } from "@/lib/orders/server/change-order";
import { getOrder } from "@/lib/orders/server/queries";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";

const notFound = () => new Refused(failure<never>("not_found", errorText("order_not_found")));

export const PATCH = commandRoute(changeOrderCommand, {
  body: statusChangeSchema,
  reads: { answer: "orders:read", current: "orders:read" },
  input: async (body, viewer, { params }: RouteContext<"/api/orders/[id]/status">) => {
    const action = actionFor(body);
    if (action === null)
      return new Refused(failure<never>("invalid", errorText("invalid_status", { statuses: STATUS_LIST })));
    const { data: id } = idSchema.safeParse((await params).id);
    if (id === undefined) return notFound();
    if (action === "unreachable") {
      const order = await getOrder(viewer, id);
      if (order === null) return notFound();
      const current = { order, entries: order.timeline };
      return new Refused(failure("conflict", errorText("no_way_back"), { current }));
    }
    return { order_id: id, action, expected_version: body.version };
  },
  respond: ({ order }, mayReadAll) =>
    ok(mayReadAll ? order : writtenOrder(order), { message: errorText("order_updated") }),
  current: ({ order }) => order,
});
