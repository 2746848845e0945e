"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { runAction } from "@/hooks/commands/page-transport";
import { toOrderItems } from "@/lib/cart/model/lines";
import type { Cart } from "@/lib/cart/model/schema";
import type { Quote } from "@/lib/menu/model/schema";
import { quoteAction } from "@/lib/menu/server/actions";

const quoteKey = (tenantId: string, cart: Cart | null) => [
  "quote",
  tenantId,
  cart === null ? [] : toOrderItems(cart),
];

export function useQuote(tenantId: string, cart: Cart | null) {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: quoteKey(tenantId, cart),
    queryFn: async () => {
      const items = cart === null ? [] : toOrderItems(cart);
      const quote = await runAction(() => quoteAction({ tenant_id: tenantId, items }));
      if (!quote.ok) throw new Error(quote.code);
      return quote.data;
    },
    enabled: cart !== null && cart.lines.length > 0,
    staleTime: 0,
    refetchOnWindowFocus: true,
    placeholderData: keepPreviousData,
    retry: 1,
    // Fails while offline, so that the page can show it instead of waiting.
    networkMode: "always",
  });
  return {
    quote: query.data,
    hasFailed: query.isError,
    isFetching: query.isFetching,
    refetch: () => void query.refetch(),
    /** A refused order's quote is newer than a requested one. */
    setQuote: (quote: Quote) => client.setQueryData(quoteKey(tenantId, cart), quote),
  };
}
