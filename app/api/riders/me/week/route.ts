import * as z from "zod/mini";
import { invalid } from "@/lib/commands/invalid";
import { queryable } from "@/lib/db/client";
import { authenticate, fail, refuse, route } from "@/lib/http/rest";
import { weekCsv, weekSchema } from "@/lib/riders/model/week";
import { readRiderWeek } from "@/lib/riders/server/rider-week";
import { errorText } from "@/lib/text/error-text";

const querySchema = z.object({ week: z.optional(weekSchema) });

/** A rider's own week as CSV: a row for each trip. */
export const GET = route(async (request) => {
  const who = await authenticate(request, "orders:read");
  if (!who.ok) return fail(who);
  const given = new URL(request.url).searchParams.get("week") ?? undefined;
  const query = querySchema.safeParse({ week: given });
  if (!query.success) return fail(invalid(query.error));
  if (who.data.riderFleet === null) return refuse(404, [errorText("not_found")]);
  const now = Date.now();
  const week = await readRiderWeek(await queryable(), who.data.userId, query.data.week, now);
  const csv = weekCsv(week);
  return new Response(csv, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="platewire-${week.week}.csv"`,
      "Cache-Control": "private, no-store",
    },
  });
});
