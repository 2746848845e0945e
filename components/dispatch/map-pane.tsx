"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense } from "react";
import { later } from "@/components/ui/later";
import { useMediaQuery } from "@/hooks/browser/use-media-query";
import type { ListedOrder } from "@/hooks/dispatch/use-sorted-orders";

const DispatchMap = lazy(later(async () => (await import("@/components/dispatch/dispatch-map")).DispatchMap));
/** As in dispatch.css. */
const HAS_ROOM = "(width >= 64rem)";

interface MapPaneProps {
  listed: readonly ListedOrder[];
  /** Shows the map on demand where there is no room beside the lists. */
  isAsked: boolean;
  /** The rider under a code that is dragged. */
  target: string | null;
}

export function MapPane({ listed, isAsked, target }: MapPaneProps) {
  const t = useTranslations("dispatch.screen.map");
  const hasRoom = useMediaQuery(HAS_ROOM);
  return (
    <section className="dispatch-map" aria-label={t("title")}>
      {(hasRoom || isAsked) && (
        <Suspense fallback={<p className="dispatch-map-waits">{t("loading")}</p>}>
          <DispatchMap listed={listed} target={target} />
        </Suspense>
      )}
    </section>
  );
}
