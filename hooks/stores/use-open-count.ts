"use client";

import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { useClock } from "@/hooks/browser/use-now";
import type { Tenant } from "@/lib/stores/model/schema";
import { newerFacts, statusAt, takesOrders } from "@/lib/stores/model/status/status";
import { factsOf, factsQuery, statusClock } from "./use-store-status";

/** Returns how many of the stores take orders: with what events brought, and by the server's clock. */
export function useOpenCount(stores: readonly Tenant[], renderedAt: number): number {
  const read = useQueries({
    queries: stores.map((store) => factsQuery(store.id, factsOf(store))),
    combine: (results) => results.map(({ data }) => data),
  });
  const count = useMemo(() => {
    const clocks = stores.map((store, index) => {
      const known = read[index];
      const own = factsOf(store);
      const facts = { ...(known === undefined ? own : newerFacts(own, known)), time_zone: store.time_zone };
      const at = statusClock(facts, store.time_zone);
      return (now: number) => takesOrders(statusAt(facts, at(now)));
    });
    return (now: number) => clocks.filter((isOpenAt) => isOpenAt(now)).length;
  }, [stores, read]);
  return useClock(count, renderedAt);
}
