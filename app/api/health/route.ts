import { readHealth } from "@/lib/server/health";

export const dynamic = "force-dynamic";

/** For load balancers and people: is this instance fit to serve? 503 when it is not. */
export async function GET(): Promise<Response> {
  const health = await readHealth();
  return Response.json(health, {
    status: health.status === "down" ? 503 : 200,
    headers: { "Cache-Control": "no-store" },
  });
}
