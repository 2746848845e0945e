"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";
import { useClock } from "@/hooks/browser/use-now";
import { pollWhileNotLive } from "@/hooks/orders/order-keys";
import { usePutFacts } from "@/hooks/stores/use-store-status";
import { fetchMenu } from "@/lib/menu/client/fetch-menu";
import { menuAt, returnsOf } from "@/lib/menu/model/availability";
import { mergeMenu } from "@/lib/menu/model/follow";
import type { Menu } from "@/lib/menu/model/schema";
import type { ConnectionState } from "@/lib/realtime/client/stream/stream-state";

interface Store {
  id: string;
  slug: string;
}

export const menuKey = (tenantId: string) => ["menu", tenantId] as const;

/** `state` is that of the stream that follows the menu; a visitor has none. Pass it in one place of a page. */
function useMenuQuery({ id, slug }: Store, fromServer: Menu, state: ConnectionState) {
  const client = useQueryClient();
  const queryKey = menuKey(id);
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const fresh = await fetchMenu(slug, signal);
      // Read the cache after the response: events may have arrived meanwhile.
      return mergeMenu(client.getQueryData<Menu>(queryKey), fresh);
    },
    initialData: fromServer,
    // By default, parts of a list are compared by their place: a dish that is moved would render all between.
    structuralSharing: false,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: state === "live" ? (false as const) : pollWhileNotLive,
  });
}

/** Reads the menu again every 30 s while no stream brings its changes. */
export function useMenuPolling(fromServer: Menu, state: ConnectionState): void {
  useMenuQuery(fromServer.tenant, fromServer, state);
}

/** Returns the menu as it is now: with the changes that events brought, and with what comes back by itself. */
export function useMenu(fromServer: Menu): Menu {
  const client = useQueryClient();
  const { data: menu } = useMenuQuery(fromServer.tenant, fromServer, "live");

  // A menu that stayed in the cache got no events while its page was closed.
  useEffect(() => {
    client.setQueryData<Menu>(menuKey(fromServer.tenant.id), (known) => mergeMenu(known, fromServer));
  }, [client, fromServer]);

  // A menu that was read again may have what no event brought: visitors have no stream.
  const putFacts = usePutFacts();
  const { tenant } = menu;
  useEffect(() => putFacts(tenant.id, tenant), [putFacts, tenant]);

  const returns = useMemo(() => returnsOf(menu), [menu]);
  const countReturned = useCallback((now: number) => returns.filter((at) => at <= now).length, [returns]);
  const returned = useClock(countReturned, 0);
  return useMemo(
    () => (returned === 0 ? menu : menuAt(menu, returns[returned - 1] ?? 0)),
    [menu, returns, returned],
  );
}
