"use client";

import { TRIPS_IGNORED } from "@/hooks/realtime/ignored-events";
import { ignore, useChannel } from "@/hooks/realtime/use-channel";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { fetchStores } from "@/lib/stores/client/fetch-stores";
import { usePutFacts } from "./use-store-status";

/** Keeps the status of a store current on the pages of its staff. `since` is the cursor at which it was read. */
export function useOwnStoreEvents(tenantId: string, since: string | undefined): void {
  const put = usePutFacts();
  const readAgain = useSpreadOut(async () => {
    const stores = await fetchStores(AbortSignal.timeout(12_000)).catch(() => []);
    for (const { id, ...facts } of stores) put(id, facts);
  });
  useChannel(
    tenantOrdersChannel.of(tenantId),
    {
      store_status: (facts) => put(tenantId, facts),
      new_order: ignore,
      order_status_update: ignore,
      payment_status: ignore,
      ...TRIPS_IGNORED,
      reset: readAgain,
    },
    { since },
  );
}
