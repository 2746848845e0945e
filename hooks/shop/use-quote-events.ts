"use client";

import { useChannel } from "@/hooks/realtime/use-channel";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { usePutFacts } from "@/hooks/stores/use-store-status";
import type { Cart } from "@/lib/cart/model/schema";
import { menuChannel } from "@/lib/menu/model/channels";

/** Asks for the prices again when the menu changes under the cart: at once for a dish in it, and when orders are paused. */
export function useQuoteEvents(tenantId: string, cart: Cart | null, refetch: () => void): void {
  const refetchSoon = useSpreadOut(refetch);
  const putFacts = usePutFacts();
  const onDish = ({ item_id }: { item_id: string }) => {
    if (cart?.lines.some((line) => line.menu_item_id === item_id)) refetch();
  };
  useChannel(menuChannel.of(tenantId), {
    menu_item_changed: onDish,
    menu_option_changed: onDish,
    menu_changed: refetchSoon,
    store_status: (facts) => {
      putFacts(tenantId, facts);
      refetch();
    },
    reset: refetchSoon,
  });
}
