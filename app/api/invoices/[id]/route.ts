import { authenticate, fail, ok, refuse, route } from "@/lib/http/rest";
import { readInvoice } from "@/lib/invoices/server/queries";
import { errorText } from "@/lib/text/error-text";

export const GET = route(async (request, { params }: RouteContext<"/api/invoices/[id]">) => {
  const who = await authenticate(request, "orders:read");
  if (!who.ok) return fail(who);
  const invoice = await readInvoice(who.data, (await params).id);
  return invoice === null ? refuse(404, [errorText("invoice_not_found")]) : ok(invoice);
});
