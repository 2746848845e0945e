import { publicStatusOf, readStatusPage } from "@/lib/status/server/queries";

export const dynamic = "force-dynamic";

/** For everyone, without a session. Answers 200 also while the platform is down: the status says it. */
export async function GET(): Promise<Response> {
  const data = publicStatusOf(await readStatusPage());
  return Response.json({ success: true, data }, { headers: { "Cache-Control": "public, max-age=5" } });
}
