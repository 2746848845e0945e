"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { pollingOptions } from "@/hooks/orders/order-keys";
import { CHAT_IGNORED } from "@/hooks/realtime/ignored-events";
import { ignore, useChannel } from "@/hooks/realtime/use-channel";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { userChannel } from "@/lib/auth/model/channels";
import { fetchRiderHome } from "@/lib/dispatch/client/fetch";
import type { OfferCause } from "@/lib/dispatch/model/events";
import type { Offer } from "@/lib/dispatch/model/offer";
import type { RiderHome } from "@/lib/dispatch/model/rider-home";
import type { Trip } from "@/lib/dispatch/model/trip";

/** How an offer ended without an answer of this page. */
export type OfferEnd = "accepted" | "taken" | "cancelled" | "declined" | "expired" | "withdrawn";

/** Events of earlier versions have no cause. */
const HOW: Record<OfferCause, OfferEnd> = {
  time: "expired",
  taken: "taken",
  cancelled: "cancelled",
  dispatch: "withdrawn",
};

export interface FollowedHome {
  home: RiderHome;
  /** True when the last read failed: the page may be out of date. */
  isStale: boolean;
  /** The last offer that ended elsewhere. */
  ended: { offerId: string; how: OfferEnd } | null;
  forgetEnded: () => void;
  applyTrip: (trip: Trip) => void;
  dropOffer: (offerId: string) => void;
  readAgain: () => void;
}

const homeKey = (riderId: string) => ["rider-home", riderId] as const;

/** A read that began before a step was answered must not take it back. */
function newerTrip(known: RiderHome | undefined, fresh: RiderHome): RiderHome {
  const isOlder =
    known?.trip != null && fresh.trip?.id === known.trip.id && fresh.trip.version < known.trip.version;
  return isOlder ? { ...fresh, trip: known.trip } : fresh;
}

function withOffer(home: RiderHome, offer: Offer): RiderHome {
  const others = home.offers.filter(({ id }) => id !== offer.id);
  return { ...home, offers: [...others, offer].slice(-10) };
}

function withoutOffer(home: RiderHome, offerId: string): RiderHome {
  return { ...home, offers: home.offers.filter(({ id }) => id !== offerId) };
}

/** Follows what the rider's page shows. Events that change more than they carry make it read again. */
export function useRiderHome(fromServer: RiderHome, since: string | undefined): FollowedHome {
  const client = useQueryClient();
  const { state } = useRealtime();
  const riderId = fromServer.rider.id;
  const [ended, setEnded] = useState<FollowedHome["ended"]>(null);
  const { data: home, isError: isStale } = useQuery<RiderHome>({
    queryKey: homeKey(riderId),
    queryFn: async ({ signal }) => {
      const fresh = await fetchRiderHome(signal);
      return newerTrip(client.getQueryData<RiderHome>(homeKey(riderId)), fresh);
    },
    initialData: fromServer,
    staleTime: Number.POSITIVE_INFINITY,
    ...pollingOptions(state),
  });

  const update = useCallback(
    (change: (home: RiderHome) => RiderHome) =>
      client.setQueryData<RiderHome>(homeKey(riderId), (known) => known && change(known)),
    [client, riderId],
  );
  useEffect(() => {
    client.setQueryData<RiderHome>(homeKey(riderId), (known) => newerTrip(known, fromServer));
  }, [client, riderId, fromServer]);

  const readAgain = useCallback(
    () => void client.invalidateQueries({ queryKey: homeKey(riderId) }),
    [client, riderId],
  );
  const readAgainSpread = useSpreadOut(readAgain);
  const dropOffer = useCallback(
    (offerId: string) => update((known) => withoutOffer(known, offerId)),
    [update],
  );
  const applyTrip = useCallback(
    (trip: Trip) =>
      update((known) => {
        if (trip.finished_at !== null) return known.trip?.id === trip.id ? { ...known, trip: null } : known;
        const isNewer = known.trip?.id !== trip.id || known.trip.version <= trip.version;
        return isNewer ? { ...known, trip } : known;
      }),
    [update],
  );

  function endOffer(offerId: string, how: OfferEnd) {
    if (client.getQueryData<RiderHome>(homeKey(riderId))?.offers.some(({ id }) => id === offerId) === true)
      setEnded({ offerId, how });
    dropOffer(offerId);
    readAgain();
  }
  useChannel(
    userChannel.of(riderId),
    {
      offer_made: ({ offer }) => {
        if (offer.rider_id !== riderId) return;
        update((known) => withOffer(known, offer));
        readAgain();
      },
      offer_taken: ({ offer_id }) => endOffer(offer_id, "accepted"),
      offer_declined: ({ offer_id }) => endOffer(offer_id, "declined"),
      offer_expired: ({ offer_id, is_withdrawn, cause = is_withdrawn ? "dispatch" : "time" }) =>
        endOffer(offer_id, HOW[cause]),
      trip_started: readAgain,
      trip_checkpoint: readAgain,
      trip_finished: readAgain,
      order_status_update: readAgain,
      payment_status: ignore,
      refund_changed: ignore,
      ...CHAT_IGNORED,
      notification: ignore,
      notifications_read: ignore,
      reset: readAgainSpread,
    },
    { since },
  );
  const forgetEnded = useCallback(() => setEnded(null), []);
  return { home, isStale, ended, forgetEnded, applyTrip, dropOffer, readAgain };
}
