"use client";

import { type RefObject, useEffect, useState } from "react";
import { useMediaQuery } from "@/hooks/browser/use-media-query";
import { type MapColours, readMapColours } from "@/lib/geo/client/map-colours";

export interface MapLook {
  colours: MapColours;
  isDark: boolean;
}

/** Follows the device's theme and the one chosen for the page; null before the element is there. */
export function useMapLook(element: RefObject<HTMLElement | null>): MapLook | null {
  const prefersDark = useMediaQuery("(prefers-color-scheme: dark)");
  const [look, setLook] = useState<MapLook | null>(null);
  useEffect(() => {
    const root = document.documentElement;
    const read = () => {
      if (element.current === null) return;
      const { theme } = root.dataset;
      setLook({
        colours: readMapColours(element.current),
        isDark: theme === undefined ? prefersDark : theme === "dark",
      });
    };
    read();
    const watch = new MutationObserver(read);
    watch.observe(root, { attributeFilter: ["data-theme"] });
    return () => watch.disconnect();
  }, [element, prefersDark]);
  return look;
}
