import { failure } from "@/lib/commands/result";
import { riderChangeSchema } from "@/lib/dispatch/model/dispatching";
import { assignRiderCommand } from "@/lib/dispatch/server/plan/assign-rider";
import { commandRoute, Refused } from "@/lib/http/command-route";
import { ok } from "@/lib/http/rest";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";

export const PUT = commandRoute(assignRiderCommand, {
  body: riderChangeSchema,
  reads: { answer: null, current: null },
  input: async (body, _, { params }: RouteContext<"/api/orders/[id]/rider">) => {
    const { data: id } = idSchema.safeParse((await params).id);
    if (id === undefined) return new Refused(failure<never>("not_found", errorText("order_not_found")));
    return { order_ids: [id], ...body };
  },
  respond: ({ pinned }, _mayReadAll) => ok({ is_pinned: pinned.length > 0 }),
  current: (current) => current,
});
