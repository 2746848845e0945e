import { env } from "@/lib/env";
import { refuse, route } from "@/lib/http/rest";
import { presentsSecret } from "@/lib/http/shared-secret";
import { readMetrics } from "@/lib/server/metrics";
import { errorText } from "@/lib/text/error-text";

export const dynamic = "force-dynamic";

/** Responds with 404 when no secret is configured. */
export const GET = route(async (request) => {
  const { METRICS_TOKEN } = env();
  if (METRICS_TOKEN === undefined) return refuse(404, [errorText("not_found")]);
  if (!presentsSecret(request, METRICS_TOKEN)) return refuse(401, [errorText("not_authorized")]);
  const { text, contentType } = await readMetrics();
  return new Response(text, { headers: { "Content-Type": contentType, "Cache-Control": "no-store" } });
});
