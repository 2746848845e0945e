import "server-only";
import { env } from "@/lib/env";
import { errorText } from "@/lib/error-text";
import { ok, refuse, route } from "@/lib/http";
import { presentsSecret } from "@/lib/shared-secret";

/** A job as a route: called by the platform's scheduler with the shared secret. Answers with what was done. */
export function scheduled(job: () => Promise<unknown>): (request: Request) => Promise<Response> {
  return route(async (request) => {
    if (!presentsSecret(request, env().CRON_SECRET)) return refuse(401, [errorText("not_authorized")]);
    return ok(await job());
  });
}
