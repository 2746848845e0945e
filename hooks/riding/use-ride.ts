"use client";

import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { useClock } from "@/hooks/browser/use-now";
import { useMustReload } from "@/hooks/commands/use-must-reload";
import { usePressRetries } from "@/hooks/commands/use-press-retries";
import { useStoredPresses } from "@/hooks/commands/use-stored-presses";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { ridingPressesSchema, shownSteps } from "@/lib/dispatch/client/riding-press";
import type { Offer } from "@/lib/dispatch/model/offer";
import { withSteps } from "@/lib/dispatch/model/ridden-trip";
import type { RiderHome } from "@/lib/dispatch/model/rider-home";
import { serverNow } from "@/lib/realtime/client/server-clock";
import type { Riding, RidingNotice } from "./riding-context";
import { useLocation } from "./use-location";
import { usePositionReports } from "./use-position-reports";
import { useRidePresses } from "./use-ride-presses";
import { useRiderHome } from "./use-rider-home";
import { useRiderSound } from "./use-rider-sound";

function onLine(listener: () => void) {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

/** Returns the offers that can still be answered, the first to expire first. */
function useOpenOffers(offers: readonly Offer[], renderedAt: number): readonly Offer[] {
  // Joined, because a reader of the clock renders when its value changes.
  const openAt = useCallback(
    (now: number) =>
      offers
        .filter(({ status, expires_at }) => status === "open" && Date.parse(expires_at) > now)
        .map(({ id }) => id)
        .join(" "),
    [offers],
  );
  const open = useClock(openAt, renderedAt);
  return useMemo(() => {
    const ids = open.split(" ");
    return offers
      .filter(({ id }) => ids.includes(id))
      .toSorted((one, other) => Date.parse(one.expires_at) - Date.parse(other.expires_at));
  }, [offers, open]);
}

/** What is kept of the last render: what it showed must not disappear without a word. */
interface Shown {
  offer: Offer | null;
  tripId: string | null;
}

/** Brings together what the rider's page shows and does. */
export function useRide(fromServer: RiderHome, since: string | undefined, renderedAt: number) {
  const followed = useRiderHome(fromServer, since);
  const { home, ended, readAgain } = followed;
  const presses = useRidePresses(followed);
  const { state } = useRealtime();
  const isOnLine = useSyncExternalStore(
    onLine,
    () => navigator.onLine,
    () => true,
  );
  const mustReload = useMustReload();
  const { presses: queue, kept, finished } = presses;
  useStoredPresses({ name: "presses.riding", schema: ridingPressesSchema, presses: queue, kept });
  usePressRetries({
    kept,
    isWaiting: queue.some(({ tries }) => tries > 0),
    isLive: state === "live",
    // No attempt of this page would be taken. The next page has the presses again.
    isHopeless: mustReload || state === "signed_out",
  });

  const { report, reportOnHide } = usePositionReports();
  const location = useLocation({
    shiftStartedAt: home.shift === null ? null : Date.parse(home.shift.started_at),
    report,
    reportOnHide,
  });
  const all = useOpenOffers(home.offers, renderedAt);
  // Offers reach a page that is awake at once, and one that sleeps by a push only.
  const sound = useRiderSound({ isOn: home.shift !== null });

  const trip = useMemo(() => {
    if (home.trip === null) return null;
    const steps = shownSteps(queue, home.trip.id);
    const [first] = queue;
    const at = new Date(first?.pressedAt ?? 0).toISOString();
    return steps.length === 0 ? home.trip : withSteps(home.trip, steps, at);
  }, [home.trip, queue]);

  const [notice, setNotice] = useState<RidingNotice | null>(null);
  const shown = useRef<Shown>({ offer: null, tripId: null });
  const answered = useRef(new Set<string>());
  const [offer = null] = all;
  useEffect(() => {
    for (const { action } of queue) if (action.name === "answer_offer") answered.current.add(action.offer_id);
  }, [queue]);
  useEffect(() => {
    const before = shown.current.offer;
    shown.current.offer = offer;
    if (offer !== null) return setNotice(null);
    if (before === null || answered.current.has(before.id)) return;
    const isOver = Date.parse(before.expires_at) <= serverNow();
    setNotice(ended?.offerId === before.id ? ended.how : isOver ? "expired" : "withdrawn");
  }, [offer, ended]);
  useEffect(() => {
    const before = shown.current.tripId;
    const now = home.trip?.id ?? null;
    // A step that is being answered may have ended it.
    if (now === null && queue.some(({ subject }) => subject === before)) return;
    shown.current.tripId = now;
    if (now !== null) return setNotice(null);
    if (before !== null && finished?.id !== before) setNotice("gone");
  }, [home.trip, queue, finished]);

  const isLost = !isOnLine || state === "offline";
  const timeZone = home.rider.time_zone;
  const riding = useMemo<Riding>(
    () => ({ home, trip, offers: all, notice, presses, sound, location, renderedAt, timeZone, isLost }),
    [home, trip, all, notice, presses, sound, location, renderedAt, timeZone, isLost],
  );
  return { riding, readAgain };
}
