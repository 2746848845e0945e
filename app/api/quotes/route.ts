import { queryable } from "@/lib/db/client";
import { ok, readJson, refuse, route } from "@/lib/http/rest";
import { priceCart } from "@/lib/menu/model/pricing";
import { quoteRequestSchema } from "@/lib/menu/model/schema";
import { getOffer, offerAt } from "@/lib/menu/server/queries";
import { errorText } from "@/lib/text/error-text";

/** Menus are public: no session is needed. */
export const POST = route(async (request) => {
  const body = await readJson(request, quoteRequestSchema);
  if (!body.ok) return body.response;
  const { items, place } = body.data;
  const offer = await getOffer(await queryable(), body.data);
  if (offer === null) return refuse(404, [errorText("tenant_not_found")]);
  const { menu, status, area } = offerAt(offer, place);
  return ok(priceCart(menu, items, status, area).quote);
});
