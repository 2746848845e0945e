"use server";
import { invalid } from "@/lib/commands/invalid";
import { failure, type Result, success } from "@/lib/commands/result";
import { queryable } from "@/lib/db/client";
import { priceCart } from "@/lib/menu/model/pricing";
import { type Quote, type QuoteRequest, quoteRequestSchema } from "@/lib/menu/model/schema";
import { errorText } from "@/lib/text/error-text";
import { getOffer } from "./queries";

/** Menus are public: no session is needed. */
export async function quoteAction(request: QuoteRequest): Promise<Result<Quote>> {
  const parsed = quoteRequestSchema.safeParse(request);
  if (!parsed.success) return invalid(parsed.error);
  const offer = await getOffer(await queryable(), parsed.data.tenant_id);
  if (offer === null) return failure("not_found", errorText("tenant_not_found"));
  return success(priceCart(offer.menu, parsed.data.items).quote);
}
