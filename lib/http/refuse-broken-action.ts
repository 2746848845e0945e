import { isArguments } from "./action-arguments";
import { bodyText, refuseBody } from "./body-text";
import { isFromAnotherSite } from "./same-site";

const ACTION_ID = /^[0-9a-f]{42}$/;
/** The limit of next.config.ts. */
const BODY_LIMIT = 128 * 1024;

const refuse = (status: number, text: string) =>
  new Response(text, { status, headers: { "Content-Type": "text/plain" } });

/**
 * Refuses what Next answers with 500, and an error in the log, before a server action sees it: arguments that cannot be
 * read, another site's call, and multipart forms, which none of our pages send. Returns null for all other requests.
 */
export async function refuseBrokenAction(request: Request): Promise<Response | null> {
  if (request.method !== "POST") return null;
  const type = request.headers.get("content-type") ?? "";
  if (type.startsWith("multipart/form-data")) return refuse(415, "Multipart forms are not accepted");
  const id = request.headers.get("next-action");
  // Next answers an action in a form with "not found".
  if (id === null || type === "application/x-www-form-urlencoded") return null;
  if (isFromAnotherSite(request)) return refuse(403, "This action was called by another site");
  if (!ACTION_ID.test(id)) return refuse(400, "There is no such action");
  const read = await bodyText(request, BODY_LIMIT);
  if (!read.ok) return refuseBody(read.fault);
  return isArguments(read.text) ? null : refuse(400, "The action's arguments cannot be read");
}
