import * as z from "zod/mini";
import { commands, isCommandName } from "@/lib/commands";
import { PAGE_BUILD } from "@/lib/http/page/statement";
import { answerResult, authenticatePage, readIdempotencyKey, readJson, route } from "@/lib/http/rest";
import { runPress } from "@/lib/server/run-press";

/** Runs a command for one of our own pages, in parallel to its server actions. Accepts cookies only. */
export const POST = route(async (request, { params }: RouteContext<"/api/commands/[name]">) => {
  const who = await authenticatePage(request);
  if (!who.ok) return answerResult(who);
  const { name } = await params;
  if (isCommandName(name)) {
    const refused = await commands[name].admit(who.data);
    if (refused !== null) return answerResult(refused);
  }
  const key = readIdempotencyKey(request);
  if (!key.ok) return key.response;
  const body = await readJson(
    request,
    z.unknown(),
    isCommandName(name) ? commands[name].bodyLimitKb : undefined,
  );
  if (!body.ok) return body.response;
  const build = request.headers.get(PAGE_BUILD);
  return answerResult(
    await runPress(who.data, { name, input: body.data, key: key.data, build, isAdmitted: true }),
  );
});
