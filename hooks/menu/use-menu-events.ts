"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useChannel } from "@/hooks/realtime/use-channel";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { usePutFacts } from "@/hooks/stores/use-store-status";
import { preloadMenuAnswer } from "@/lib/menu/client/fetch-menu";
import { menuChannel } from "@/lib/menu/model/channels";
import { applyItemChange, applyOptionChange } from "@/lib/menu/model/follow";
import type { Menu } from "@/lib/menu/model/schema";
import { menuKey } from "./use-menu";

/** Applies the events of a menu to the cache. Must be used once only. `since` is the cursor at which it was read. */
export function useMenuEvents(tenantId: string, since: string | undefined): void {
  const client = useQueryClient();
  const putFacts = usePutFacts();
  const queryKey = menuKey(tenantId);
  const update = (change: (menu: Menu) => Menu) =>
    client.setQueryData<Menu>(queryKey, (menu) => menu && change(menu));

  useEffect(preloadMenuAnswer, []);

  // Everyone who has the menu open gets these events at one moment.
  const readAgainSoon = useSpreadOut(() => client.invalidateQueries({ queryKey }));
  useChannel(
    menuChannel.of(tenantId),
    {
      menu_item_changed: (change) => update((menu) => applyItemChange(menu, change)),
      menu_option_changed: (change) => update((menu) => applyOptionChange(menu, change)),
      menu_changed: ({ version }) => {
        if ((client.getQueryData<Menu>(queryKey)?.version ?? 0) < version) readAgainSoon();
      },
      store_status: (facts) => putFacts(tenantId, facts),
      reset: readAgainSoon,
    },
    { since },
  );
}
