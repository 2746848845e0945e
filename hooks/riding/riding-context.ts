"use client";

import { createContext, useContext } from "react";
import type { Offer } from "@/lib/dispatch/model/offer";
import type { RiderHome } from "@/lib/dispatch/model/rider-home";
import type { Trip } from "@/lib/dispatch/model/trip";
import type { LocationState } from "./use-location";
import type { RidePresses } from "./use-ride-presses";
import type { OfferEnd } from "./use-rider-home";

/** `gone`: an order that is somebody else's now. */
export type RidingNotice = OfferEnd | "gone";

import type { RiderSound } from "./use-rider-sound";

/** Everything that the parts of the rider's page share. */
export interface Riding {
  /** As the server last said. */
  home: RiderHome;
  /** With the steps of this page that the server has not answered. */
  trip: Trip | null;
  /** Not answered by this page, the first to expire first. */
  offers: readonly Offer[];
  /** What ended without a press of this page; null: nothing, or it has been seen. */
  notice: RidingNotice | null;
  presses: RidePresses;
  sound: RiderSound;
  location: LocationState;
  /** The server's time (ms) when it rendered the page. */
  renderedAt: number;
  timeZone: string;
  /** No signal: the page is not up to date. */
  isLost: boolean;
}

export const RidingContext = createContext<Riding | null>(null);

export function useRiding(): Riding {
  const riding = useContext(RidingContext);
  if (riding === null) throw new Error("useRiding needs a RiderScreen above it");
  return riding;
}
