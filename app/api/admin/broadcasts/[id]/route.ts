import { broadcastCorrectionSchema } from "@/lib/broadcasts/model/schema";
import { correctBroadcastCommand, withdrawBroadcastCommand } from "@/lib/broadcasts/server/commands";
import { failure } from "@/lib/commands/result";
import { commandRoute, Refused } from "@/lib/http/command-route";
import { authenticateAdmin, fail, ok, refuse, route } from "@/lib/http/rest";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";

type Context = RouteContext<"/api/admin/broadcasts/[id]">;

export const PUT = commandRoute(correctBroadcastCommand, {
  body: broadcastCorrectionSchema,
  reads: { answer: null, current: null },
  input: async (body, _, { params }: Context) => {
    const { data: id } = idSchema.safeParse((await params).id);
    return id === undefined
      ? new Refused(failure<never>("not_found", errorText("broadcast_gone")))
      : { id, ...body };
  },
  respond: (changed) => ok(changed),
  current: (now) => now,
});

/** Withdraws a broadcast; maintenance under way ends. A withdrawal takes no body. */
export const DELETE = route(async (request, { params }: Context) => {
  const who = await authenticateAdmin(request, "broadcasts:manage");
  if (!who.ok) return fail(who);
  const { data: id } = idSchema.safeParse((await params).id);
  if (id === undefined) return refuse(404, [errorText("broadcast_gone")]);
  const result = await withdrawBroadcastCommand.execute(who.data, { id }, undefined);
  return result.ok ? ok(result.data) : fail(result);
});
