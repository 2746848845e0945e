import * as z from "zod/mini";
import { invalid } from "@/lib/commands/invalid";
import { decodePageCursor } from "@/lib/http/page-cursor";
import { authenticateAdmin, fail, ok, refuse, route } from "@/lib/http/rest";
import { formatCsv } from "@/lib/menu/model/file/csv";
import { auditCells, auditFilterSchema } from "@/lib/platform/model/audit";
import { EXPORTED_AT_MOST, listAudit } from "@/lib/platform/server/list-audit";
import { errorText } from "@/lib/text/error-text";

const querySchema = z.extend(auditFilterSchema, {
  cursor: z.optional(z.string().check(z.maxLength(200))),
  /** `csv`: up to 10,000 entries as a file. */
  format: z.optional(z.enum(["json", "csv"])),
});

export const GET = route(async (request) => {
  const who = await authenticateAdmin(request, "admin:read");
  if (!who.ok) return fail(who);
  const query = querySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) return fail(invalid(query.error));
  const { format, cursor, ...filter } = query.data;
  if (cursor !== undefined && decodePageCursor(cursor) === null)
    return refuse(400, [errorText("invalid_cursor")]);
  const isFile = format === "csv";
  const found = await listAudit(who.data, { ...filter, cursor, ...(isFile && { limit: EXPORTED_AT_MOST }) });
  if (found === null) return refuse(404, [errorText("not_found")]);
  if (!isFile) return ok(found.entries, { next_cursor: found.next_cursor });
  return new Response(formatCsv(auditCells(found.entries)), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="platewire-audit.csv"',
      "Cache-Control": "private, no-store",
    },
  });
});
