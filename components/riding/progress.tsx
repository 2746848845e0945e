"use client";

import { useTranslations } from "next-intl";
import { marksOf } from "@/lib/dispatch/model/ridden-trip";
import type { Trip } from "@/lib/dispatch/model/trip";

/** Two marks for each stop: the way, and what is done there. */
export function Progress({ trip }: { trip: Trip }) {
  const t = useTranslations("rider.trip");
  const marks = marksOf(trip);
  return (
    <div
      className="ride-marks"
      role="img"
      aria-label={t("progress", { step: marks.indexOf("next") + 1, steps: marks.length })}
    >
      {marks.map((mark, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: marks have no other name than their place
        <i key={place} data-mark={mark} />
      ))}
    </div>
  );
}
