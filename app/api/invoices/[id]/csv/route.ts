import { authenticate, fail, refuse, route } from "@/lib/http/rest";
import { invoiceCsv } from "@/lib/invoices/model/schema";
import { readInvoice } from "@/lib/invoices/server/queries";
import { errorText } from "@/lib/text/error-text";

export const GET = route(async (request, { params }: RouteContext<"/api/invoices/[id]/csv">) => {
  const who = await authenticate(request, "orders:read");
  if (!who.ok) return fail(who);
  const invoice = await readInvoice(who.data, (await params).id);
  if (invoice === null) return refuse(404, [errorText("invoice_not_found")]);
  return new Response(invoiceCsv(invoice), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${invoice.number}.csv"`,
      "Cache-Control": "no-store",
    },
  });
});
