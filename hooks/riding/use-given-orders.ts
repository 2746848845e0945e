"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import type { Riding } from "./riding-context";

/** Calls `onGiven` with the code of each order that comes onto the rider's trip without a yes of this page. */
export function useGivenOrders(
  { home, presses: { presses: queue, finished } }: Pick<Riding, "home" | "presses">,
  onGiven: (orderCode: string) => void,
): void {
  const accepted = useRef(new Set<string>());
  const known = useRef<Set<string> | null>(null);
  const given = useEffectEvent(onGiven);
  const { offers, trip } = home;

  useEffect(() => {
    for (const { action } of queue)
      if (action.name === "answer_offer" && action.answer === "accept")
        for (const { id, order_ids } of offers)
          if (id === action.offer_id) for (const order of order_ids) accepted.current.add(order);
  }, [queue, offers]);
  useEffect(() => {
    const before = known.current;
    if (trip === null) {
      // A trip that its rider has just finished can come back, and is no news then.
      if (before === null || finished === null) known.current = new Set();
      return;
    }
    const now = new Map(
      trip.stops
        .filter(({ outcome }) => outcome !== "released")
        .map(({ order_id, order_code }) => [order_id, order_code]),
    );
    known.current = new Set(now.keys());
    // What the page was opened with is no news.
    if (before === null) return;
    for (const [id, code] of now) if (!before.has(id) && !accepted.current.has(id)) given(code);
  }, [trip, finished]);
}
