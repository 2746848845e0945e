import "server-only";
import { env } from "@/lib/env";
import { ok, refuse, route } from "@/lib/http/rest";
import { presentsSecret } from "@/lib/http/shared-secret";
import { errorText } from "@/lib/text/error-text";

/**
 * A route for the platform's scheduler, which presents `CRON_SECRET`; everybody else gets 401. Answers with `processed`
 * and the fields that `work` adds.
 */
export function scheduled(
  work: () => Promise<{ readonly processed: number }>,
): (request: Request) => Promise<Response> {
  return route(async (request) => {
    if (!presentsSecret(request, env().CRON_SECRET)) return refuse(401, [errorText("not_authorized")]);
    return ok(await work());
  });
}
