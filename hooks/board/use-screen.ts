"use client";

import { useMemo } from "react";
import { usePreference } from "@/hooks/browser/use-preference";
import { chosenStations, type Station, stationsByDish } from "@/lib/board/model/kitchen/stations";

/** Factors by which a screen's text is larger than at size A; `order-ticket.css` has the same. */
export const TEXT_SIZES = { a: 1, a1: 1.15, a2: 1.3 } as const;
export type TextSize = keyof typeof TEXT_SIZES;

const EXPEDITER = "expediter";

const isTextSize = (text: string): text is TextSize => Object.hasOwn(TEXT_SIZES, text);

/** Returns what this device shows, and how large. Remembered in this browser. */
export function useScreen(stations: readonly Station[]) {
  const [size, setTextSize] = usePreference("platewire.board.text-size", "a");
  const [shows, remember] = usePreference("platewire.board.stations", "");
  return useMemo(() => {
    const chosen = chosenStations(stations, shows.split(" "));
    return {
      textSize: isTextSize(size) ? size : "a",
      setTextSize: (next: TextSize) => setTextSize(next),
      stations,
      chosen,
      byDish: stationsByDish(stations),
      isExpediter: shows === EXPEDITER,
      showEverything: () => remember(""),
      showExpediter: () => remember(EXPEDITER),
      showStations: (ids: readonly string[]) => remember(ids.join(" ")),
    };
  }, [stations, size, shows, setTextSize, remember]);
}
export type Screen = ReturnType<typeof useScreen>;
