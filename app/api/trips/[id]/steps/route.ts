import { failure } from "@/lib/commands/result";
import { pressSchema } from "@/lib/dispatch/model/riding/requests";
import { takeTripStepCommand } from "@/lib/dispatch/server/take-step";
import { commandRoute, Refused } from "@/lib/http/command-route";
import { ok } from "@/lib/http/rest";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";

export const POST = commandRoute(takeTripStepCommand, {
  body: pressSchema,
  reads: { answer: "orders:read", current: "orders:read" },
  input: async (press, _viewer, { params }: RouteContext<"/api/trips/[id]/steps">) => {
    const { data: trip_id } = idSchema.safeParse((await params).id);
    if (trip_id === undefined) return new Refused(failure<never>("not_found", errorText("riding.trip_gone")));
    return { ...press, trip_id };
  },
  respond: (trip, mayReadAll) => ok(mayReadAll ? trip : { id: trip.id, version: trip.version }),
  current: (trip) => trip,
});
