"use client";

import { useSyncExternalStore } from "react";
import type { Colleague } from "@/lib/board/model/presence/colleagues";
import { boardCompany } from "./company";

const { subscribe, current, viewersOf } = boardCompany;

/** Returns the colleagues that have the board open, by name. */
export function usePeople(): readonly Colleague[] {
  return useSyncExternalStore(subscribe, current, current).people;
}

/** Returns the colleagues that look at an order. */
export function useViewers(orderId: string): readonly Colleague[] {
  const viewers = () => viewersOf(orderId);
  return useSyncExternalStore(subscribe, viewers, viewers);
}
