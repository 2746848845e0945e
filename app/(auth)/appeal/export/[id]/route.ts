import { currentBan } from "@/lib/auth/server/current-ban";
import { ARCHIVE_HEADERS } from "@/lib/privacy/model/archive-headers";
import { readArchive } from "@/lib/privacy/server/queries";
import { logSecurity } from "@/lib/server/security-log";

/** The own archive of a banned person, who is no viewer. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/appeal/export/[id]">,
): Promise<Response> {
  const ban = await currentBan();
  const archive = ban === null ? null : await readArchive(ban.userId, (await params).id);
  if (ban === null || archive === null) return new Response("Not found", { status: 404 });
  logSecurity("export_downloaded", { user_id: ban.userId });
  return new Response(new Uint8Array(archive), { headers: ARCHIVE_HEADERS });
}
