"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { toOrderItems } from "@/lib/cart/model/lines";
import type { Cart } from "@/lib/cart/model/schema";
import type { Place } from "@/lib/geo/model/place";
import { fetchQuote } from "@/lib/menu/client/fetch";
import type { Quote } from "@/lib/menu/model/schema";
import { spreadMs } from "@/lib/realtime/client/spread";
import type { QuoteExtras } from "./use-extras";

const NO_EXTRAS: QuoteExtras = { tip: null, voucher_code: undefined };

const quoteKey = (tenantId: string, cart: Cart | null, place: Place | null, extras: QuoteExtras) => [
  "quote",
  tenantId,
  place,
  cart === null ? [] : toOrderItems(cart),
  extras,
];

/** How old a shown quote gets. */
const quotedForMs = spreadMs(60_000, Math.random());

const isSamePlace = (one: unknown, other: Place | null) => JSON.stringify(one) === JSON.stringify(other);

/** `place` is where it is to be delivered; null: not known. */
export function useQuote(
  tenantId: string,
  cart: Cart | null,
  place: Place | null,
  extras: QuoteExtras = NO_EXTRAS,
) {
  const client = useQueryClient();
  const hasLines = cart !== null && cart.lines.length > 0;
  const queryKey = quoteKey(tenantId, cart, place, extras);
  const query = useQuery({
    queryKey,
    queryFn: () =>
      fetchQuote({
        tenant_id: tenantId,
        items: cart === null ? [] : toOrderItems(cart),
        place,
        ...extras,
      }),
    enabled: hasLines,
    staleTime: 0,
    refetchOnWindowFocus: true,
    // The load of a kitchen moves the time that a guest is told, without an event. Not while the page is hidden.
    refetchInterval: quotedForMs,
    // Not the price of another address.
    placeholderData: (before: Quote | undefined, query) =>
      isSamePlace(query?.queryKey[2], place) ? before : undefined,
    retry: 1,
    // Fails while offline, so that the page can show it instead of waiting.
    networkMode: "always",
  });
  return {
    quote: query.data,
    /** When it was answered, by the device's clock (ms). */
    quotedAt: query.dataUpdatedAt,
    hasFailed: query.isError,
    isFetching: query.isFetching,
    refetch: () => {
      // An empty cart has no price, also when the menu changes.
      // React Query does not restart a first request, and its answer may be from before the change.
      if (hasLines) void client.cancelQueries({ queryKey }).then(() => query.refetch());
    },
    /** A refused order's quote is newer than a requested one. */
    setQuote: (quote: Quote) => client.setQueryData(queryKey, quote),
  };
}
