import { timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";
import { errorText } from "@/lib/error-text";
import { ok, refuse, route } from "@/lib/http";
import { expireOverdueOrders } from "@/lib/orders/commands";

/** Called by the platform's scheduler with the shared secret; nobody else knows that it is there. */
function isScheduler(request: Request): boolean {
  const { CRON_SECRET } = env();
  if (CRON_SECRET === undefined) return false;
  const given = Buffer.from(request.headers.get("authorization") ?? "");
  const expected = Buffer.from(`Bearer ${CRON_SECRET}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

export const GET = route(async (request) => {
  if (!isScheduler(request)) return refuse(401, [errorText("not_authorized")]);
  return ok({ cancelled: await expireOverdueOrders() });
});
