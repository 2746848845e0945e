import * as z from "zod/mini";
import { commands, isCommandName } from "@/lib/commands";
import { failure } from "@/lib/commands/result";
import { answerResult, authenticatePage, readIdempotencyKey, readJson, route } from "@/lib/http/rest";
import { errorText } from "@/lib/text/error-text";

/** Runs a command for one of our own pages, in parallel to its server actions. Accepts cookies only. */
export const POST = route(async (request, { params }: RouteContext<"/api/commands/[name]">) => {
  const who = await authenticatePage(request);
  if (!who.ok) return answerResult(who);
  const { name } = await params;
  if (!isCommandName(name)) return answerResult(failure("not_found", errorText("not_found")));
  const command = commands[name];
  const refused = await command.admit(who.data);
  if (refused !== null) return answerResult(refused);
  const key = readIdempotencyKey(request);
  if (!key.ok) return key.response;
  const body = await readJson(request, z.unknown());
  if (!body.ok) return body.response;
  return answerResult(await command.carryOut(who.data, body.data, key.data));
});
