"use client";

import { useTranslations } from "next-intl";

interface MapPaneProps {
  /** Where there is no room beside the lists, the map comes on demand. */
  isAsked: boolean;
  /** The rider under a code that is dragged. */
  target: string | null;
}

export function MapPane({ isAsked }: MapPaneProps) {
  const t = useTranslations("dispatch.screen");
  return <section className="dispatch-map" aria-label={t("map.label")} data-asked={isAsked || undefined} />;
}
