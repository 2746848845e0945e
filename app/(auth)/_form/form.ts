import "server-only";
import type * as z from "zod";
import { bodyText, refuseBody } from "@/lib/http/body-text";
import { logRefusal } from "@/lib/http/log-refusal";
import { isFromAnotherSite } from "@/lib/http/same-site";

const FORM_LIMIT = 16 * 1024;

/** Reads a form of at most 16 KB that one of our own pages sent, or returns the refusal. */
export async function acceptForm<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.output<Schema> | Response> {
  if (isFromAnotherSite(request))
    return logRefusal(request, new Response("This form came from another site", { status: 403 }));
  const type = request.headers.get("content-type") ?? "";
  if (!type.startsWith("application/x-www-form-urlencoded"))
    return new Response("Send this as a form", { status: 415 });
  const read = await bodyText(request, FORM_LIMIT);
  if (!read.ok) return refuseBody(read.fault);
  const parsed = schema.safeParse(Object.fromEntries(new URLSearchParams(read.text)));
  return parsed.success ? parsed.data : new Response("This form cannot be read", { status: 400 });
}

/** Redirects after a form with 303, so that the browser uses GET. */
export function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { Location: location, "Cache-Control": "no-store" } });
}
