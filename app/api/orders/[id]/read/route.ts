import { receiptBodySchema } from "@/lib/chat/model/message";
import { markChatReadCommand } from "@/lib/chat/server/mark-read";
import { failure } from "@/lib/commands/result";
import { commandRoute, Refused } from "@/lib/http/command-route";
import { ok } from "@/lib/http/rest";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";

export const POST = commandRoute(markChatReadCommand, {
  body: receiptBodySchema,
  reads: { answer: null, current: null },
  input: async (body, _viewer, { params }: RouteContext<"/api/orders/[id]/read">) => {
    const { data: id } = idSchema.safeParse((await params).id);
    if (id === undefined) return new Refused(failure<never>("not_found", errorText("order_not_found")));
    return { order_id: id, ...body };
  },
  respond: (answer, _mayReadAll) => ok(answer),
  current: (current) => current,
});
