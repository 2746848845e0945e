"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { pollingOptions } from "@/hooks/orders/order-keys";
import { CHAT_IGNORED, RIDING_IGNORED } from "@/hooks/realtime/ignored-events";
import { ignore, useChannel } from "@/hooks/realtime/use-channel";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { userChannel } from "@/lib/auth/model/channels";
import { fetchOrder } from "@/lib/orders/client/fetch";
import { newerOf } from "@/lib/orders/model/merge-by-version";
import type { OrderDetail } from "@/lib/orders/model/schema";
import type { OrderPayment } from "@/lib/payments/model/schema";

type Amounts = Pick<
  OrderPayment,
  "status" | "amount" | "authorized" | "captured" | "refunded" | "currency" | "version"
>;

const keyOf = (orderId: string) => ["payment", orderId];

/** The payment of an order, newer than `fromServer` when its events say so. `onChange` is called with each newer one. */
export function usePayment(
  { id, user_id }: OrderDetail,
  fromServer: Amounts,
  since: string | undefined,
  onChange: (payment: Amounts) => void,
): Amounts {
  const client = useQueryClient();
  const { state } = useRealtime();
  const queryKey = keyOf(id);
  const { data, refetch } = useQuery<Amounts>({
    queryKey,
    queryFn: async ({ signal }) => {
      const { payment } = await fetchOrder(id, signal);
      return newerOf(payment ?? fromServer, client.getQueryData<Amounts>(queryKey));
    },
    initialData: fromServer,
    staleTime: Number.POSITIVE_INFINITY,
    ...pollingOptions(state),
  });
  const readAgain = useSpreadOut(() => void refetch());
  useChannel(
    userChannel.of(user_id),
    {
      payment_status: ({ order_id, status, authorized, captured, refunded, version }) => {
        if (order_id !== id) return;
        const known = client.getQueryData<Amounts>(queryKey) ?? fromServer;
        if (version <= known.version) return;
        const changed = { ...known, status, authorized, captured, refunded, version };
        client.setQueryData<Amounts>(queryKey, changed);
        onChange(changed);
      },
      order_status_update: ignore,
      notification: ignore,
      notifications_read: ignore,
      ...RIDING_IGNORED,
      ...CHAT_IGNORED,
      reset: readAgain,
    },
    { since },
  );
  return newerOf(data, fromServer);
}
