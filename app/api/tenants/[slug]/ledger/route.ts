import * as z from "zod/mini";
import { invalid } from "@/lib/commands/invalid";
import { addDays, daySchema } from "@/lib/figures/model/day";
import { presentDay } from "@/lib/figures/model/present-day";
import { authenticate, fail, ok, refuse, route } from "@/lib/http/rest";
import { LEDGER_DAYS_AT_MOST } from "@/lib/ledger/model/schema";
import { readStoreLedger } from "@/lib/ledger/server/queries";
import { getTenant } from "@/lib/stores/server/queries";
import { errorText } from "@/lib/text/error-text";

const querySchema = z
  .object({ from: daySchema, to: daySchema })
  .check(z.refine(({ from, to }) => from <= to && to < addDays(from, LEDGER_DAYS_AT_MOST), { path: ["to"] }));

/** What the store is owed, day by day and line by line: today, unless `from` and `to` say otherwise. */
export const GET = route(async (request, { params }: RouteContext<"/api/tenants/[slug]/ledger">) => {
  const who = await authenticate(request, "orders:read");
  if (!who.ok) return fail(who);
  const tenant = await getTenant((await params).slug);
  if (tenant === null) return refuse(404, [errorText("tenant_not_found")]);
  const given = new URL(request.url).searchParams;
  const to = given.get("to") ?? presentDay(tenant, Date.now()).date;
  const query = querySchema.safeParse({ from: given.get("from") ?? to, to });
  if (!query.success) return fail(invalid(query.error));
  const ledger = await readStoreLedger(who.data, tenant, query.data);
  return ledger === null ? refuse(404, [errorText("tenant_not_found")]) : ok(ledger);
});
