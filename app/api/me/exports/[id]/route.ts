import { authenticatePage, fail, refuse, route } from "@/lib/http/rest";
import { ARCHIVE_HEADERS } from "@/lib/privacy/model/archive-headers";
import { readArchive } from "@/lib/privacy/server/queries";
import { logSecurity } from "@/lib/server/security-log";
import { errorText } from "@/lib/text/error-text";

/** Only by the cookie of its person, from our own pages: a token must not be enough for all of a person's data. */
export const GET = route(async (request, { params }: RouteContext<"/api/me/exports/[id]">) => {
  const who = await authenticatePage(request);
  if (!who.ok) return fail(who);
  const { id } = await params;
  const archive = await readArchive(who.data.userId, id);
  if (archive === null) return refuse(404, [errorText("not_found")]);
  logSecurity("export_downloaded", { user_id: who.data.userId });
  return new Response(new Uint8Array(archive), { headers: ARCHIVE_HEADERS });
});
