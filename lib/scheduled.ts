import "server-only";
import { timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";
import { errorText } from "@/lib/error-text";
import { ok, refuse, route } from "@/lib/http";

function isScheduler(request: Request): boolean {
  const { CRON_SECRET } = env();
  if (CRON_SECRET === undefined) return false;
  const given = Buffer.from(request.headers.get("authorization") ?? "");
  const expected = Buffer.from(`Bearer ${CRON_SECRET}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** A job as a route: called by the platform's scheduler with the shared secret. Answers with what was done. */
export function scheduled(job: () => Promise<unknown>): (request: Request) => Promise<Response> {
  return route(async (request) => {
    if (!isScheduler(request)) return refuse(401, [errorText("not_authorized")]);
    return ok(await job());
  });
}
