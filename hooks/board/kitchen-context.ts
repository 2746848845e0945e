"use client";

import { createContext, useContext } from "react";
import { type Chosen, type Station, stationsByDish } from "@/lib/board/model/kitchen/stations";

/** What this screen shows of the orders. */
export interface Kitchen {
  stations: readonly Station[];
  chosen: Chosen;
  byDish: ReadonlyMap<string, Station>;
  isExpediter: boolean;
  /** The dish whose tickets are lit up. */
  litDish: string | null;
}

const EVERYTHING: Kitchen = {
  stations: [],
  chosen: new Set(),
  byDish: stationsByDish([]),
  isExpediter: false,
  litDish: null,
};

/** Without a board above it, a ticket shows everything. */
export const KitchenContext = createContext<Kitchen>(EVERYTHING);

export function useKitchen(): Kitchen {
  return useContext(KitchenContext);
}
