"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useHydrated } from "@/hooks/browser/use-hydrated";
import { CHAT_IGNORED, RIDING_IGNORED } from "@/hooks/realtime/ignored-events";
import { ignore, useChannel } from "@/hooks/realtime/use-channel";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { userChannel } from "@/lib/auth/model/channels";
import { fetchOrder } from "@/lib/orders/client/fetch";
import { newerOf } from "@/lib/orders/model/merge-by-version";
import type { OrderDetail } from "@/lib/orders/model/schema";
import { applyToOrder } from "./order-cache";
import { orderKeys, pollingOptions } from "./order-keys";

/** Applies the events since `since`, the cursor at which the server read the order, also those from before mounting. */
export function useOrder(fromServer: OrderDetail, since: string | undefined): OrderDetail {
  const client = useQueryClient();
  const { state } = useRealtime();
  const queryKey = orderKeys.one(fromServer.id);
  const { data } = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const fresh = await fetchOrder(fromServer.id, signal);
      return newerOf(fresh, client.getQueryData<OrderDetail>(queryKey));
    },
    initialData: fromServer,
    staleTime: Number.POSITIVE_INFINITY,
    ...pollingOptions(state),
  });

  useEffect(() => {
    client.setQueryData<OrderDetail>(orderKeys.one(fromServer.id), (known) => newerOf(fromServer, known));
  }, [client, fromServer]);
  useChannel(
    userChannel.of(fromServer.user_id),
    {
      order_status_update: (update) => applyToOrder(client, update),
      notification: ignore,
      notifications_read: ignore,
      payment_status: ignore,
      ...RIDING_IGNORED,
      ...CHAT_IGNORED,
      // The site's frame reads every order again: see `useOrderEvents`.
      reset: ignore,
    },
    { since },
  );
  return useHydrated() ? newerOf(data, fromServer) : fromServer;
}
