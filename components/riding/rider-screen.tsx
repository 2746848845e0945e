"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useEffectEvent, useState } from "react";
import { StreamBanner } from "@/components/realtime/stream-banner";
import { useAsPageTimeZone } from "@/hooks/browser/page-time-zone";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { RidingContext } from "@/hooks/riding/riding-context";
import { useGivenOrders } from "@/hooks/riding/use-given-orders";
import { useRide } from "@/hooks/riding/use-ride";
import { nextStop, phaseOf } from "@/lib/dispatch/model/ridden-trip";
import type { RiderHome } from "@/lib/dispatch/model/rider-home";
import type { Trip, TripStop } from "@/lib/dispatch/model/trip";
import { formatMoney } from "@/lib/text/format";
import { AtDoor } from "./at-door";
import { AtStore } from "./at-store";
import { EndDialog } from "./end-dialog";
import { Finished } from "./finished";
import { RideChats } from "./late-chats";
import { OffShift } from "./off-shift";
import { OfferScreen } from "./offer-screen";
import { OnTheWay } from "./on-the-way";
import { FailDialog, LeaveDialog } from "./reason-dialog";
import { type Place, type RideDialog, RideTop } from "./ride-top";
import { SettingsDialog } from "./settings-dialog";
import { SignalLine } from "./signal-line";
import type { StopProps } from "./stop-props";
import { TrackingDialog } from "./tracking-dialog";
import { Waiting } from "./waiting";

interface RiderScreenProps {
  home: RiderHome;
  since: string | undefined;
  renderedAt: number;
}

/** The whole page of a rider: one screen at a time. */
export function RiderScreen({ home: fromServer, since, renderedAt }: RiderScreenProps) {
  const said = useTranslations("rider.offer");
  const announce = useAnnounce();
  const { riding, readAgain } = useRide(fromServer, since, renderedAt);
  const { home, trip, offers, presses, sound } = riding;
  useAsPageTimeZone(riding.timeZone);
  const [dialog, setDialog] = useState<RideDialog | null>(null);
  const [looksAtOffer, setLooksAtOffer] = useState(false);
  const opener = (one: RideDialog) => ({
    open: dialog === one,
    onOpenChange: (open: boolean) => setDialog(open ? one : null),
  });

  const [offer] = offers;
  const stop = trip === null ? null : nextStop(trip);
  const offerId = offer?.id ?? null;
  const ring = useEffectEvent((id: string | null) => {
    const arrived = offers.find((one) => one.id === id);
    if (arrived === undefined) return;
    sound.ring();
    const { pay, tip, currency, metres, stops } = arrived.terms;
    announce({
      message: said("said", {
        pay: formatMoney(pay + tip, currency),
        km: (metres / 1_000).toFixed(1),
        stops: stops.length,
      }),
      urgent: true,
    });
  });
  useEffect(() => {
    setLooksAtOffer(false);
    ring(offerId);
  }, [offerId]);

  const way = useTranslations("rider.trip");
  useGivenOrders(riding, (code) => {
    sound.ring();
    announce({ message: way("given", { code }), urgent: true });
  });

  const { problem } = presses;
  useEffect(() => {
    if (problem !== null) announce({ message: problem.message, urgent: true });
  }, [problem, announce]);

  const onStep = useCallback<StopProps["onStep"]>(
    (step, more = {}) => {
      if (home.trip === null || stop === null) return;
      presses.press(
        { name: "take_trip_step", trip_id: home.trip.id, order_id: stop.order_id, step, ...more },
        home.trip.version,
      );
    },
    [home.trip, stop, presses],
  );

  const isRiding = trip !== null && stop !== null;
  const showsOffer = offer !== undefined && home.shift !== null && (!isRiding || looksAtOffer);
  function place(): Place {
    if (showsOffer) return "offer";
    if (isRiding) return phaseOf(stop);
    if (home.shift === null) return "off";
    return presses.finished === null ? "on" : "finished";
  }
  const at = place();
  const stopProps = (trip: Trip, stop: TripStop): StopProps => ({
    trip,
    stop,
    onStep,
    onSeeOffer: () => setLooksAtOffer(true),
    onFail: () => setDialog("fail"),
  });

  return (
    <RidingContext value={riding}>
      <div className="ride" data-stage="ready">
        <RideTop at={at} onOpen={setDialog} />
        <SignalLine />
        <StreamBanner className="ride-banner" states={["refused", "limited", "signed_out"]} />
        <main id="main" className="ride-main">
          {showsOffer && (
            <OfferScreen
              key={offer.id}
              offer={offer}
              more={offers.length - 1}
              onBack={isRiding ? () => setLooksAtOffer(false) : undefined}
            />
          )}
          {!showsOffer && isRiding && (
            <StopScreen key={`${at} ${stop.order_id}`} {...stopProps(trip, stop)} />
          )}
          {at === "finished" && presses.finished !== null && (
            <Finished
              key="finished"
              trip={presses.finished}
              onNext={() => {
                presses.forgetFinished();
                readAgain();
              }}
            />
          )}
          {at === "on" && <Waiting key="waiting" onTrack={() => setDialog("tracking")} />}
          {at === "off" && <OffShift key="off" />}
        </main>
      </div>
      {trip !== null && <RideChats trip={trip} />}
      <FailDialog
        {...opener("fail")}
        onGive={(reason, note) => {
          setDialog(null);
          onStep("failed", { reason, note });
        }}
      />
      <LeaveDialog
        {...opener("leave")}
        onGive={(reason) => {
          setDialog(null);
          if (home.trip !== null)
            presses.press({ name: "leave_trip", trip_id: home.trip.id, reason }, home.trip.version);
        }}
      />
      <EndDialog
        {...opener("end")}
        onEnd={() => {
          setDialog(null);
          const vehicle = home.shift?.vehicle ?? home.rider.vehicle;
          presses.press({ name: "set_shift", on: false, vehicle }, 0);
        }}
      />
      <SettingsDialog {...opener("settings")} />
      <TrackingDialog {...opener("tracking")} />
    </RidingContext>
  );
}

function StopScreen(props: StopProps) {
  switch (phaseOf(props.stop)) {
    case "at_store":
      return <AtStore {...props} />;
    case "at_door":
      return <AtDoor {...props} />;
    default:
      return <OnTheWay {...props} />;
  }
}
