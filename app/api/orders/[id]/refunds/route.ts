import { failure } from "@/lib/commands/result";
import { commandRoute, Refused } from "@/lib/http/command-route";
import { authenticate, fail, ok, refuse, route } from "@/lib/http/rest";
import { refundBodySchema } from "@/lib/refunds/model/schema";
import { readOrderRefunds } from "@/lib/refunds/server/queries";
import { requestRefundCommand } from "@/lib/refunds/server/request-refund";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";

/** What was refunded of an order, and what can be. */
export const GET = route(async (request, { params }: RouteContext<"/api/orders/[id]/refunds">) => {
  const who = await authenticate(request, "orders:read");
  if (!who.ok) return fail(who);
  const refunds = await readOrderRefunds(who.data, (await params).id);
  return refunds === null ? refuse(404, [errorText("order_not_found")]) : ok(refunds);
});

export const POST = commandRoute(requestRefundCommand, {
  body: refundBodySchema,
  reads: { answer: null, current: null },
  input: async (body, _viewer, { params }: RouteContext<"/api/orders/[id]/refunds">) => {
    const { data: order_id } = idSchema.safeParse((await params).id);
    if (order_id === undefined) return new Refused(failure<never>("not_found", errorText("order_not_found")));
    return { order_id, ...body };
  },
  respond: (refund) => ok(refund, {}, 201),
  current: (refund) => refund,
});
