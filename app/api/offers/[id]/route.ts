import { failure } from "@/lib/commands/result";
import { offerAnswerSchema } from "@/lib/dispatch/model/riding/requests";
import { answerOfferCommand } from "@/lib/dispatch/server/answer-offer";
import { commandRoute, Refused } from "@/lib/http/command-route";
import { ok } from "@/lib/http/rest";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";

export const POST = commandRoute(answerOfferCommand, {
  body: offerAnswerSchema,
  reads: { answer: "orders:read", current: "orders:read" },
  input: async ({ answer }, _viewer, { params }: RouteContext<"/api/offers/[id]">) => {
    const { data: offer_id } = idSchema.safeParse((await params).id);
    if (offer_id === undefined)
      return new Refused(failure<never>("not_found", errorText("riding.offer_gone")));
    return { offer_id, answer };
  },
  respond: ({ offer, trip }, mayReadAll) =>
    ok(mayReadAll ? { offer, trip } : { offer: { id: offer.id, status: offer.status }, trip: null }),
  current: (offer) => offer,
});
