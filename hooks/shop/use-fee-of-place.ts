"use client";

import { useEffect, useState } from "react";
import { type Difference, differences } from "@/lib/cart/model/differences";
import type { Cart } from "@/lib/cart/model/schema";
import type { Place } from "@/lib/geo/model/place";
import type { Quote } from "@/lib/menu/model/schema";
import { doesReach } from "@/lib/stores/model/zones/area";

const keyOf = (place: Place | null) => (place === null ? "" : `${place.lat},${place.lng}`);

/**
 * Returns what the customer has to accept. The fee of another address is no change of the store's: it is shown with its zone
 * and taken over. A fee that changes while the address stays has to be accepted, like a price.
 */
export function useFeeOfPlace(
  cart: Cart | null,
  quote: Quote | null,
  place: Place | null,
  update: (change: (cart: Cart) => Cart) => void,
): Difference[] {
  const [taken, setTaken] = useState<string | null>(null);
  const here = keyOf(place);
  const isOfZone = quote?.area.kind === "zone";
  const fee = isOfZone && taken !== here ? quote.delivery_fee : null;
  useEffect(() => {
    if (fee === null) return;
    setTaken(here);
    update((filled) => (filled.delivery_fee === fee ? filled : { ...filled, delivery_fee: fee }));
  }, [fee, here, update]);
  if (cart === null || quote === null) return [];
  const isFeeKnown = doesReach(quote.area) && fee === null;
  return differences(cart, quote).filter((one) => isFeeKnown || one.kind !== "delivery_fee");
}
