import "server-only";
import { env } from "@/lib/env";
import { ok, refuse, route } from "@/lib/http/rest";
import { presentsSecret } from "@/lib/http/shared-secret";
import { errorText } from "@/lib/text/error-text";

/** A job as a route: called by the platform's scheduler with the shared secret. Answers with what was done. */
export function scheduled(job: () => Promise<unknown>): (request: Request) => Promise<Response> {
  return route(async (request) => {
    if (!presentsSecret(request, env().CRON_SECRET)) return refuse(401, [errorText("not_authorized")]);
    return ok(await job());
  });
}
