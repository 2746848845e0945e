"use client";

import { createContext, useContext } from "react";
import type { BoardRole } from "@/lib/board/model/steps";
import type { Tenant } from "@/lib/stores/model/schema";

/** `renderedAt` is the server's time when it rendered the page (ms), `since` the cursor at which it read the store. */
export interface StoreView {
  tenant: Tenant;
  roles: readonly BoardRole[];
  /** False for staff, who are not led to the settings. */
  mayManage?: boolean;
  renderedAt: number;
  since: string | undefined;
}

export const StoreContext = createContext<StoreView | null>(null);

export function useStore(): StoreView {
  const store = useContext(StoreContext);
  if (store === null) throw new Error("useStore needs a StoreFrame above it");
  return store;
}
