import { failure } from "@/lib/commands/result";
import { commandRoute, Refused } from "@/lib/http/command-route";
import { ok } from "@/lib/http/rest";
import { answerBodySchema } from "@/lib/refunds/model/schema";
import { answerRefundCommand } from "@/lib/refunds/server/answer-refund";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";

export const POST = commandRoute(answerRefundCommand, {
  body: answerBodySchema,
  reads: { answer: null, current: null },
  input: async (body, _viewer, { params }: RouteContext<"/api/refunds/[id]">) => {
    const { data: refund_id } = idSchema.safeParse((await params).id);
    if (refund_id === undefined) return new Refused(failure<never>("not_found", errorText("refunds.gone")));
    return { refund_id, ...body };
  },
  respond: (refund) => ok(refund),
  current: (refund) => refund,
});
