"use client";

import { useTranslations } from "next-intl";
import { TownMap } from "@/components/map/town-map";
import type { MapArea, MapMarker } from "@/hooks/map/map-content";
import type { Place } from "@/lib/geo/model/place";
import { ringAround } from "@/lib/geo/model/ring";
import type { ZoneDraft } from "@/lib/stores/client/zones-draft";
import { ZONE_LIMITS } from "@/lib/stores/model/zones/schema";

export interface ZonesMapProps {
  drafts: readonly ZoneDraft[];
  /** The zone that is being changed: its corners can be moved. */
  open: ZoneDraft | undefined;
  store: Place | null;
  asked: Place | null;
  nameOf: (draft: ZoneDraft) => string;
  onCorners: (points: readonly Place[]) => void;
  onPick: ((corner: Place) => void) | undefined;
}

function edgeOf({ kind, radius, points }: ZoneDraft, store: Place | null): readonly Place[] {
  if (kind === "polygon") return points;
  const metres = Number(radius);
  const { minimum, maximum } = ZONE_LIMITS.radius;
  return store === null || !(metres >= minimum && metres <= maximum) ? [] : ringAround(store, metres);
}

export function ZonesMap({ drafts, open, store, asked, nameOf, onCorners, onPick }: ZonesMapProps) {
  const t = useTranslations("delivery.zones");
  const areas = drafts.flatMap((draft): MapArea[] => {
    const edge = edgeOf(draft, store);
    return edge.length < 3 ? [] : [{ id: draft.id, edge, isSelected: draft.id === open?.id }];
  });
  const corners = open?.kind === "polygon" ? open.points : [];
  const markers: MapMarker[] = [
    ...(store === null ? [] : [{ id: "store", kind: "store" as const, place: store, label: t("store") }]),
    ...(asked === null ? [] : [{ id: "asked", kind: "door" as const, place: asked, label: t("asked") }]),
    ...corners.map((corner, index) => ({
      id: `corner-${index}`,
      kind: "point" as const,
      place: corner,
      label: t("corner", { number: index + 1 }),
      caption: String(index + 1),
      onMove: (to: Place) => onCorners(corners.with(index, to)),
    })),
  ];
  const fit = [...areas.flatMap(({ edge }) => edge), ...(store === null ? [] : [store])];
  return (
    <TownMap
      className="zones-map"
      label={open === undefined ? t("map") : `${t("map")}: ${nameOf(open)}`}
      markers={markers}
      areas={areas}
      fit={fit}
      // Not while corners are put: the map would move under the finger.
      fitKey={drafts.map(({ id }) => id).join(" ")}
      onPick={onPick}
    />
  );
}
