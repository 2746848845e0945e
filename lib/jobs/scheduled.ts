import "server-only";
import { env } from "@/lib/env";
import { ok, refuse, route } from "@/lib/http/rest";
import { presentsSecret } from "@/lib/http/shared-secret";
import { errorText } from "@/lib/text/error-text";

/** Builds a route for the platform's scheduler, which must send `CRON_SECRET`; other callers get 401. */
export function scheduled(
  work: () => Promise<{ readonly processed: number }>,
): (request: Request) => Promise<Response> {
  return route(async (request) => {
    // Next answers HEAD with the GET handler, and a check of the address must not run the job.
    if (request.method !== "GET") return new Response(null, { status: 405, headers: { Allow: "GET" } });
    if (!presentsSecret(request, env().CRON_SECRET)) return refuse(401, [errorText("not_authorized")]);
    return ok(await work());
  });
}
