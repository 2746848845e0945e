"use server";
import { queryable } from "@/lib/db/client";
import { errorText } from "@/lib/error-text";
import { invalid } from "@/lib/parse";
import { failure, type Result, success } from "@/lib/result";
import { priceCart } from "./pricing";
import { getOffer } from "./queries";
import { type Quote, type QuoteRequest, quoteRequestSchema } from "./schema";

/** What a cart costs now. Menus are public: nobody needs to be signed in to ask. */
export async function quoteAction(request: QuoteRequest): Promise<Result<Quote>> {
  const parsed = quoteRequestSchema.safeParse(request);
  if (!parsed.success) return invalid(parsed.error);
  const offer = await getOffer(await queryable(), parsed.data.tenant_id);
  if (offer === null) return failure("not_found", errorText("tenant_not_found"));
  return success(priceCart(offer.menu, parsed.data.items).quote);
}
