"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { addressTyped, pinTyped, type Typed } from "@/lib/cart/model/checkout-form";
import { fetchPlace } from "@/lib/geo/client/fetch-place";
import type { AddressQuery } from "@/lib/geo/model/find-place";
import type { Place } from "@/lib/geo/model/place";

/** So long after the last letter, an address counts as typed. */
export const SETTLES_MS = 700;

/**
 * `incomplete`: a part of the address is missing. `asking`: it is being looked up. `found`: a directory knows it. `pinned`:
 * the customer says where it is. `unknown`, `unavailable`: the customer has to.
 */
export type PlaceState = "incomplete" | "asking" | "found" | "pinned" | "unknown" | "unavailable";

export interface DeliveryPlace {
  readonly state: PlaceState;
  /** Null until it is found or pinned. */
  readonly place: Place | null;
  readonly pin: Place | null;
  /** Call it with what is in the form whenever that changes. A pin belongs to the address that it was put for. */
  setTyped: (typed: Typed) => void;
  setPin: (pin: Place) => void;
  askAgain: () => void;
}

const isSame = (one: AddressQuery | null, other: AddressQuery | null) =>
  one?.line1 === other?.line1 && one?.postal_code === other?.postal_code && one?.city === other?.city;

/** Finds where the typed address is. Asks the directory only while `isNeeded` and without a pin. */
export function useDeliveryPlace(initial: Typed, isNeeded: boolean): DeliveryPlace {
  const [address, setAddress] = useState(() => addressTyped(initial));
  const [settled, setSettled] = useState(address);
  const [pinned, setPinned] = useState(() => {
    const place = pinTyped(initial);
    return place === null ? null : { place, address };
  });
  useEffect(() => {
    const timer = setTimeout(() => setSettled(address), SETTLES_MS);
    return () => clearTimeout(timer);
  }, [address]);

  const pin = pinned !== null && isSame(pinned.address, address) ? pinned.place : null;
  const isSettled = isSame(address, settled);
  const query = useQuery({
    queryKey: ["place", settled],
    queryFn: ({ signal }) => (settled === null ? { kind: "unknown" as const } : fetchPlace(settled, signal)),
    enabled: isNeeded && settled !== null && isSettled && pin === null,
    staleTime: 10 * 60_000,
    retry: 1,
    // Fails while offline, so that the page can show it instead of waiting.
    networkMode: "always",
  });

  function stateNow(): PlaceState {
    if (pin !== null) return "pinned";
    if (address === null) return "incomplete";
    if (!isSettled) return "asking";
    if (query.isError) return "unavailable";
    return query.data?.kind ?? "asking";
  }

  const state = stateNow();
  const found = state === "found" && query.data?.kind === "found" ? query.data.place : null;
  return {
    state,
    place: pin ?? found,
    pin,
    setTyped: (typed) => {
      const next = addressTyped(typed);
      if (!isSame(next, address)) setAddress(next);
    },
    setPin: (place) => setPinned({ place, address }),
    askAgain: () => void query.refetch(),
  };
}
