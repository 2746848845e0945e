import * as z from "zod/mini";
import { invalid } from "@/lib/commands/invalid";
import { daySchema } from "@/lib/figures/model/day";
import { presentDay } from "@/lib/figures/model/present-day";
import { readFigures } from "@/lib/figures/server/queries";
import { authenticate, fail, ok, refuse, route } from "@/lib/http/rest";
import { getTenant } from "@/lib/stores/server/queries";
import { errorText } from "@/lib/text/error-text";

const querySchema = z.object({ date: z.optional(daySchema) });

export const GET = route(async (request, { params }: RouteContext<"/api/tenants/[slug]/figures">) => {
  const who = await authenticate(request, "orders:read");
  if (!who.ok) return fail(who);
  const given = new URL(request.url).searchParams.get("date") ?? undefined;
  const query = querySchema.safeParse({ date: given });
  if (!query.success) return fail(invalid(query.error));
  const tenant = await getTenant((await params).slug);
  if (tenant === null) return refuse(404, [errorText("tenant_not_found")]);
  const date = query.data.date ?? presentDay(tenant, Date.now()).date;
  const figures = await readFigures(who.data, tenant, date);
  return figures === null ? refuse(404, [errorText("tenant_not_found")]) : ok(figures);
});
