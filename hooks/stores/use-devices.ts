"use client";

import { useQuery } from "@tanstack/react-query";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { spreadMs } from "@/lib/realtime/client/spread";
import { fetchDevices } from "@/lib/stores/client/fetch-devices";
import type { Devices } from "@/lib/stores/model/devices/schema";

/** A heartbeat causes no event (ms). Drawn once for each page, so that pages do not read together. */
const READ_EVERY_MS = spreadMs(13_000, Math.random());

export function useDevices(store: { id: string; slug: string }, fromServer: Devices) {
  const { state } = useRealtime();
  return useQuery({
    queryKey: ["devices", store.id],
    queryFn: ({ signal }) => fetchDevices(store.slug, signal),
    initialData: fromServer,
    staleTime: Number.POSITIVE_INFINITY,
    enabled: state !== "signed_out",
    refetchInterval: READ_EVERY_MS,
  });
}
