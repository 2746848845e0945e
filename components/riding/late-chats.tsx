"use client";

import { lazy, Suspense } from "react";
import { later } from "@/components/ui/later";
import { useHydrated } from "@/hooks/browser/use-hydrated";
import type { Trip, TripStop } from "@/lib/dispatch/model/trip";

const loadChats = () => import("@/components/chat/ride-chats");
const Message = lazy(later(async () => (await loadChats()).RideMessage));
const Chats = lazy(later(async () => (await loadChats()).RideChats));

/** Its place is there before its code, so that nothing moves under a finger. */
export function RideMessage({ stop }: { stop: TripStop }) {
  const place = <span aria-hidden="true" className="button button-outline button-md ride-second" />;
  if (!useHydrated()) return place;
  return (
    <Suspense fallback={place}>
      <Message stop={stop} />
    </Suspense>
  );
}

export function RideChats({ trip }: { trip: Trip }) {
  return useHydrated() ? (
    <Suspense fallback={null}>
      <Chats trip={trip} />
    </Suspense>
  ) : null;
}
