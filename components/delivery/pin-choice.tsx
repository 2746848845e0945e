"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { TownMap } from "@/components/map/town-map";
import { usePlaceWords } from "@/hooks/map/use-place-words";
import type { Place } from "@/lib/geo/model/place";

export interface PinChoiceProps {
  place: Place | null;
  store: Place | null;
  onMove: (pin: Place) => void;
}

/** The middle of the demo's town, where nothing else is known. */
const SOMEWHERE = { lat: 54.3205, lng: 10.13 };

/** Shows a pin that is moved by drag, by a press on the map and by the arrow keys, and says where it is. */
export function PinChoice({ place, store, onMove }: PinChoiceProps) {
  const t = useTranslations("delivery.pin");
  const [start] = useState(place ?? store ?? SOMEWHERE);
  const pin = place ?? start;
  const words = usePlaceWords(pin, store);
  const [said, setSaid] = useState("");
  // Words that follow each key press would never be heard to their end.
  useEffect(() => {
    const timer = setTimeout(() => setSaid(words), 600);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <div className="grid gap-2">
      <TownMap
        className="h-80 rounded-xl"
        label={t("map")}
        isInPage={false}
        fit={store === null ? [start] : [start, store]}
        fitKey="pin"
        onPick={onMove}
        markers={[
          ...(store === null
            ? []
            : [{ id: "store", kind: "store" as const, place: store, label: t("store") }]),
          {
            id: "pin",
            kind: "door",
            place: pin,
            label: t("pin", { words }),
            isSelected: true,
            onMove,
          },
        ]}
      />
      <p className="font-semibold">{words}</p>
      <p className="sr-only" role="status">
        {said}
      </p>
    </div>
  );
}
