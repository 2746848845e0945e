import { authenticate, fail, ok, readJson, route } from "@/lib/http/rest";
import { markReadSchema } from "@/lib/notifications/model/schema";
import { markRead } from "@/lib/notifications/server/commands";

export const POST = route(async (request) => {
  const who = await authenticate(request, "notifications:write");
  if (!who.ok) return fail(who);
  const body = await readJson(request, markReadSchema);
  if (!body.ok) return body.response;
  const marked = await markRead(who.data, body.data);
  return marked.ok ? ok(marked.data) : fail(marked);
});
