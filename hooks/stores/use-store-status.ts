"use client";

import { queryOptions, skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";
import { useClock } from "@/hooks/browser/use-now";
import type { Tenant } from "@/lib/stores/model/schema";
import type { IntakeFacts, StoreStatus } from "@/lib/stores/model/status/schema";
import { newerFacts, statusAt } from "@/lib/stores/model/status/status";

const factsKey = (tenantId: string) => ["store", tenantId] as const;

/** Returns a function that keeps facts which are newer than those known. */
export function usePutFacts(): (tenantId: string, facts: IntakeFacts) => void {
  const client = useQueryClient();
  return useCallback(
    (tenantId, { hours, intake, slot_orders, slot_points, auto_busy }) => {
      const fresh = { hours, intake, slot_orders, slot_points, auto_busy };
      client.setQueryData<IntakeFacts>(factsKey(tenantId), (known) =>
        known === undefined ? fresh : newerFacts(known, fresh),
      );
    },
    [client],
  );
}

/** Longest time for which a status without a foreseeable end is kept. */
const KEPT_MS = 3_600_000;

/** Returns an instant (ms) with the same status as `now`: it changes only when the status does. */
export function statusClock(facts: IntakeFacts, time_zone: string): (now: number) => number {
  let held = { from: Number.POSITIVE_INFINITY, until: 0 };
  return (now) => {
    if (now < held.from || now >= held.until) {
      const { until } = statusAt({ ...facts, time_zone }, now);
      held = { from: now, until: until === null ? now + KEPT_MS : Date.parse(until) };
    }
    return held.from;
  };
}

export const factsOf = ({
  hours,
  intake,
  slot_orders,
  slot_points,
  auto_busy,
}: Tenant): Required<IntakeFacts> => ({
  hours,
  intake,
  slot_orders,
  slot_points,
  auto_busy,
});

export const factsQuery = (id: string, initialData: IntakeFacts) =>
  queryOptions<IntakeFacts>({
    queryKey: factsKey(id),
    queryFn: skipToken,
    initialData,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Returns what decides the status, with what events brought. */
export function useStoreFacts({
  id,
  hours,
  intake,
  slot_orders,
  slot_points,
  auto_busy,
}: Tenant): Required<IntakeFacts> {
  const initial = useMemo(
    () => ({ hours, intake, slot_orders, slot_points, auto_busy }),
    [hours, intake, slot_orders, slot_points, auto_busy],
  );
  const { data } = useQuery(factsQuery(id, initial));
  const put = usePutFacts();
  useEffect(() => put(id, initial), [put, id, initial]);
  return useMemo(() => (data === undefined ? initial : newerFacts(initial, data)), [data, initial]);
}

/** Returns the present status: with what events brought, and by the server's clock. */
export function useStoreStatus(store: Tenant, renderedAt: number): StoreStatus {
  const { time_zone } = store;
  const facts = useStoreFacts(store);
  const derive = useMemo(() => statusClock(facts, time_zone), [facts, time_zone]);
  const at = useClock(derive, renderedAt);
  return useMemo(() => statusAt({ ...facts, time_zone }, at), [facts, time_zone, at]);
}
