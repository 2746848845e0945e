import { queryable } from "@/lib/db/client";
import { ok, readJson, refuse, route } from "@/lib/http/rest";
import { priceCart } from "@/lib/menu/model/pricing";
import { quoteRequestSchema } from "@/lib/menu/model/schema";
import { getOffer } from "@/lib/menu/server/queries";
import { errorText } from "@/lib/text/error-text";

/** Menus are public: no session is needed. */
export const POST = route(async (request) => {
  const body = await readJson(request, quoteRequestSchema);
  if (!body.ok) return body.response;
  const offer = await getOffer(await queryable(), body.data);
  return offer === null
    ? refuse(404, [errorText("tenant_not_found")])
    : ok(priceCart(offer.menu, body.data.items, offer.status).quote);
});
