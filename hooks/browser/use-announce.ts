"use client";

import { createContext, useContext } from "react";
import type { Announcement } from "./announcement-batch";

export type Announce = (announcement: Announcement | string) => void;

export const AnnounceContext = createContext<Announce | null>(null);

/** Toasts have a live region of their own: use one or the other, not both. */
export function useAnnounce(): Announce {
  const announce = useContext(AnnounceContext);
  if (announce === null) throw new Error("useAnnounce needs a LiveRegionProvider above it");
  return announce;
}
