"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef } from "react";
import { useChannel } from "@/hooks/realtime/use-channel";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { fetchPrinting, type ReadPrinting } from "@/lib/printing/client/fetch";
import { printingChannel } from "@/lib/printing/model/printing-channel";
import { spreadMs } from "@/lib/realtime/client/spread";

interface Store {
  id: string;
  slug: string;
}

const keyOf = (tenantId: string) => ["printing", tenantId];

/** A printer that falls silent causes no event. Drawn once for each page, so that pages do not read together. */
const READ_EVERY_MS = spreadMs(45_000, Math.random());

/** Reads a store's printers and the tickets that did not come out; with `orderId` the tickets of that order. */
export function usePrinting(store: Store, orderId: string | null = null, fromServer?: ReadPrinting) {
  const { state } = useRealtime();
  return useQuery({
    queryKey: [...keyOf(store.id), orderId ?? ""],
    queryFn: ({ signal }) => fetchPrinting(store.slug, orderId, signal),
    initialData: fromServer,
    staleTime: Number.POSITIVE_INFINITY,
    enabled: state !== "signed_out",
    // A store without printers has nothing to look after.
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && data.printers.length === 0 ? false : READ_EVERY_MS,
  });
}

/** Reads again what changed since `since`, a page's first read. Must be used once only, and on a store's pages. */
export function usePrintingEvents(tenantId: string, since: string | undefined): void {
  const client = useQueryClient();
  const isReading = useRef(false);
  const mustRepeat = useRef(false);
  const readAgain = useCallback(async () => {
    mustRepeat.current = true;
    if (isReading.current) return;
    isReading.current = true;
    const which = { queryKey: keyOf(tenantId) };
    while (mustRepeat.current) {
      mustRepeat.current = false;
      // A first read that is under way began before the event, and would not begin again by being invalidated.
      await client.cancelQueries(which);
      await client.invalidateQueries(which);
    }
    isReading.current = false;
  }, [client, tenantId]);
  const readNow = () => void readAgain();
  const readAgainSoon = useSpreadOut(readAgain);
  useChannel(
    printingChannel.of(tenantId),
    { print_job: readNow, printer: readNow, reset: readAgainSoon },
    { since },
  );
}
