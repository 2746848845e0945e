import { sendBroadcastSchema } from "@/lib/broadcasts/model/schema";
import { sendBroadcastCommand } from "@/lib/broadcasts/server/commands";
import { listBroadcasts } from "@/lib/broadcasts/server/queries";
import { commandRoute } from "@/lib/http/command-route";
import { authenticateAdmin, fail, ok, route } from "@/lib/http/rest";

export const GET = route(async (request) => {
  const who = await authenticateAdmin(request, "broadcasts:manage");
  return who.ok ? ok(await listBroadcasts(who.data)) : fail(who);
});

export const POST = commandRoute(sendBroadcastCommand, {
  body: sendBroadcastSchema,
  reads: { answer: null, current: null },
  input: (body) => body,
  respond: (broadcast) => ok(broadcast, {}, 201),
  current: (none) => none,
});
