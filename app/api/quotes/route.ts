import { queryable } from "@/lib/db/client";
import { authenticate, ok, readJson, refuse, route } from "@/lib/http/rest";
import { priceCart } from "@/lib/menu/model/pricing";
import { quoteRequestSchema } from "@/lib/menu/model/schema";
import { getOffer, offerAt } from "@/lib/menu/server/queries";
import { errorText } from "@/lib/text/error-text";
import { readTypedVoucher, withVoucherWords } from "@/lib/vouchers/server/queries";

async function personOf(request: Request, code: string | undefined): Promise<string | null> {
  if (code === undefined) return null;
  const who = await authenticate(request, "orders:write");
  return who.ok ? who.data.userId : null;
}

/** Menus are public: no session is needed. A voucher only counts for a person. */
export const POST = route(async (request) => {
  const body = await readJson(request, quoteRequestSchema);
  if (!body.ok) return body.response;
  const { items, place, tip, voucher_code } = body.data;
  const db = await queryable();
  const offer = await getOffer(db, body.data);
  if (offer === null) return refuse(404, [errorText("tenant_not_found")]);
  const { menu, status, area } = offerAt(offer, place);
  const voucher = await readTypedVoucher(db, voucher_code, await personOf(request, voucher_code));
  const { quote } = priceCart(menu, items, status, area, { tip, voucher, now: Date.now() });
  return ok(withVoucherWords(quote, menu.tenant, voucher));
});
