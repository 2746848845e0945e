"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { pollWhileNotLive } from "@/hooks/orders/order-keys";
import { TRIPS_IGNORED } from "@/hooks/realtime/ignored-events";
import { ignore, useChannel } from "@/hooks/realtime/use-channel";
import { useOnceASecond } from "@/hooks/realtime/use-once-a-second";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { fetchFigures } from "@/lib/figures/client/fetch";
import { figuresChannel } from "@/lib/figures/model/channels";
import type { ScoreUpdate } from "@/lib/figures/model/events";
import { type FollowedFigures, latestFigures, withScores } from "@/lib/figures/model/follow";
import type { DayFigures } from "@/lib/figures/model/schema";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { spreadMs } from "@/lib/realtime/client/spread";
import type { ConnectionState } from "@/lib/realtime/client/stream/stream-state";
import type { Tenant } from "@/lib/stores/model/schema";

/** Orders become late without an event (ms). Drawn once for each page, so that pages do not read together. */
const refreshLate = spreadMs(60_000, Math.random());

const figuresKey = (tenantId: string, date: string) => ["figures", tenantId, date] as const;

export interface LiveFigures {
  readonly figures: DayFigures;
  /** The rank that a dish had before it last moved; null when it was not in the list. */
  readonly previousRanks: ReadonlyMap<string, number | null>;
  readonly state: ConnectionState;
}

const NONE: ReadonlyMap<string, number | null> = new Map();

/**
 * Follows the figures of a day. The leaderboard comes with its own events, the rest is read after those of orders: not for a
 * day that is over, whose last orders the read of every minute brings.
 */
export function useFigures(
  store: Pick<Tenant, "id" | "slug">,
  fromServer: DayFigures,
  since: string | undefined,
  followsOrders: boolean,
): LiveFigures {
  const client = useQueryClient();
  const { state } = useRealtime();
  const { date } = fromServer;
  const [previousRanks, setPreviousRanks] = useState(NONE);
  const { data: figures } = useQuery<FollowedFigures>({
    queryKey: figuresKey(store.id, date),
    queryFn: async ({ signal }) => {
      const fresh = await fetchFigures(store.slug, date, signal);
      // Read the cache after the response: events may have arrived meanwhile.
      return latestFigures(client.getQueryData<FollowedFigures>(figuresKey(store.id, date)), fresh);
    },
    initialData: fromServer,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: state === "live" ? refreshLate : pollWhileNotLive,
  });

  // Figures that stayed in the cache got no events while their page was closed.
  useEffect(() => {
    client.setQueryData<FollowedFigures>(figuresKey(store.id, date), (known) =>
      latestFigures(known, fromServer),
    );
  }, [client, store.id, date, fromServer]);

  const readAgain = useCallback(
    () => client.invalidateQueries({ queryKey: figuresKey(store.id, date) }),
    [client, store.id, date],
  );
  const readSoon = useOnceASecond(readAgain);
  const readAgainSpread = useSpreadOut(readAgain);

  const applyScores = (scores: ScoreUpdate) =>
    client.setQueryData<FollowedFigures>(
      figuresKey(store.id, date),
      (known) => known && withScores(known, scores),
    );

  const onOrder = followsOrders ? readSoon : ignore;
  useChannel(
    tenantOrdersChannel.of(store.id),
    {
      new_order: onOrder,
      order_status_update: onOrder,
      store_status: ignore,
      payment_status: ignore,
      ...TRIPS_IGNORED,
      reset: readAgainSpread,
    },
    { since },
  );
  useChannel(
    figuresChannel.of(store.id),
    {
      "score-update": applyScores,
      "rank-change": (event) => {
        if (event.date === date)
          setPreviousRanks(
            new Map(event.changes.map(({ menu_item_id, previous_rank }) => [menu_item_id, previous_rank])),
          );
      },
      reset: readAgainSpread,
    },
    { since },
  );
  return { figures, previousRanks, state };
}
