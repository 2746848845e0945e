"use client";

import { createContext, useContext } from "react";
import type { Announcement } from "./announcement-batch";

export type Announce = (announcement: Announcement | string) => void;

export const AnnounceContext = createContext<Announce | null>(null);

/**
 * Says something to screen readers, through the page's one polite and one urgent region. A toast is said
 * by its own region already: announce it or toast it, not both.
 */
export function useAnnounce(): Announce {
  const announce = useContext(AnnounceContext);
  if (announce === null) throw new Error("useAnnounce needs a LiveRegionProvider above it");
  return announce;
}
