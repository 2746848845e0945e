"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { pollWhileNotLive } from "@/hooks/orders/order-keys";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { fetchDispatchView } from "@/lib/dispatch/client/fetch";
import type { DispatchView } from "@/lib/dispatch/model/dispatch-view";
import { serverNow } from "@/lib/realtime/client/server-clock";
import { spreadMs } from "@/lib/realtime/client/spread";

/** Plans change every 20 s, and not every change is told (ms). Drawn once, so that pages do not read together. */
const refreshPlans = spreadMs(30_000, Math.random());

const dispatchKey = (slug: string | null) => ["dispatch", slug] as const;

/** Follows what is dispatched: read again with `readAgain` and regularly, more often while the stream is down. */
export function useDispatchView(slug: string | null, fromServer: DispatchView, renderedAt: number) {
  const client = useQueryClient();
  const { state } = useRealtime();
  const [readAt, setReadAt] = useState(renderedAt);
  const { data, isError } = useQuery({
    queryKey: dispatchKey(slug),
    queryFn: async ({ signal }) => {
      const fresh = await fetchDispatchView(slug, signal);
      setReadAt(serverNow());
      return fresh;
    },
    initialData: fromServer,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: state === "live" ? refreshPlans : pollWhileNotLive,
    refetchIntervalInBackground: true,
    enabled: state !== "signed_out",
  });
  // A view that stayed in the cache got no events while its page was closed.
  useEffect(() => {
    client.setQueryData<DispatchView>(dispatchKey(slug), fromServer);
  }, [client, slug, fromServer]);
  const readAgain = useCallback(
    () => client.invalidateQueries({ queryKey: dispatchKey(slug) }),
    [client, slug],
  );
  return { view: data, isStale: isError, readAt, readAgain };
}
