"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { toOrderItems } from "@/lib/cart/model/lines";
import type { Cart } from "@/lib/cart/model/schema";
import { fetchQuote } from "@/lib/menu/client/fetch";
import type { Quote } from "@/lib/menu/model/schema";

const quoteKey = (tenantId: string, cart: Cart | null) => [
  "quote",
  tenantId,
  cart === null ? [] : toOrderItems(cart),
];

export function useQuote(tenantId: string, cart: Cart | null) {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: quoteKey(tenantId, cart),
    queryFn: () => fetchQuote({ tenant_id: tenantId, items: cart === null ? [] : toOrderItems(cart) }),
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
