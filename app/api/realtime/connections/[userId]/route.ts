import { authenticateAdmin, fail, ok, refuse, route } from "@/lib/http/rest";
import { dropConnections } from "@/lib/platform/server/drop-connections";
import { countConnectionsOf } from "@/lib/realtime/presence/presence";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";

type Context = RouteContext<"/api/realtime/connections/[userId]">;

export const GET = route(async (request, { params }: Context) => {
  const who = await authenticateAdmin(request, "connections:manage");
  if (!who.ok) return fail(who);
  const { data: userId } = idSchema.safeParse((await params).userId);
  if (userId === undefined) return refuse(404, [errorText("person_not_found")]);
  const connections = await countConnectionsOf(userId);
  return ok({ user_id: userId, is_connected: connections > 0, connections });
});

/** Ends all streams of this person at every instance. Their pages reconnect if they are still allowed to. */
export const DELETE = route(async (request, { params }: Context) => {
  const who = await authenticateAdmin(request, "connections:manage");
  if (!who.ok) return fail(who);
  const { data: userId } = idSchema.safeParse((await params).userId);
  if (userId === undefined) return refuse(404, [errorText("person_not_found")]);
  const { connections } = await dropConnections(who.data, userId, null);
  return ok({ user_id: userId, connections }, { message: errorText("streams_dropped") });
});
