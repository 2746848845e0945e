"use client";

import { Navigation } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { shortCode } from "@/components/board/ticket/short-code";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { cn } from "@/components/ui/cn";
import { useRiding } from "@/hooks/riding/riding-context";
import type { TripStop } from "@/lib/dispatch/model/trip";
import type { Vehicle } from "@/lib/orders/model/delivery";
import { navigationLink } from "@/lib/riders/client/navigation";
import { formatTime } from "@/lib/text/format";
import { RideMessage } from "./late-chats";
import { Progress } from "./progress";
import { Screen } from "./screen";
import { Slot } from "./slot";
import type { StopProps } from "./stop-props";
import { StopsList } from "./stops-list";
import { TakeCash } from "./take-cash";

/** To the store, or to the door. */
export function OnTheWay({ trip, stop, onStep, onSeeOffer }: StopProps) {
  const t = useTranslations("rider.trip");
  const step = useTranslations("rider.step");
  const { timeZone } = useRiding();
  const isStore = stop.kind === "pick_up";
  const next = isStore ? "at_store" : "at_door";

  function when(): string | null {
    if (isStore && stop.is_ready) return t("ready");
    if (stop.due_at === null) return null;
    return t(isStore ? "ready_at" : "due_at", { time: formatTime(stop.due_at, timeZone) });
  }
  const time = when();
  return (
    <Screen
      title={isStore ? <bdi>{stop.name}</bdi> : <bdi>{stop.address}</bdi>}
      foot={
        <>
          <Slot onSeeOffer={onSeeOffer} />
          <div className="ride-pair">
            <NavigateLink stop={stop} vehicle={trip.vehicle} />
            <RideMessage stop={stop} />
          </div>
          <Button variant="go" className="ride-go" onClick={() => onStep(next)}>
            {step(next)}
          </Button>
        </>
      }
    >
      <Progress trip={trip} />
      <p className="ride-lead">{isStore ? stop.address : stop.name}</p>
      {stop.note !== "" && <p className="ride-note">{stop.note}</p>}
      {time !== null && <p className="ride-lead">{time}</p>}
      <p className="ride-fine">{t("order", { code: shortCode(stop.order_code) })}</p>
      {!isStore && stop.leave_at_door && <p className="ride-lead">{t("leave_at_door")}</p>}
      {!isStore && <TakeCash stop={stop} currency={trip.pay.currency} />}
      <StopsList trip={trip} />
    </Screen>
  );
}

const never = () => () => undefined;

function NavigateLink({ stop, vehicle }: { stop: TripStop; vehicle: Vehicle }) {
  const t = useTranslations("rider.trip");
  // The server does not know the phone, so its link is the one for any browser.
  const userAgent = useSyncExternalStore(
    never,
    () => navigator.userAgent,
    () => "",
  );
  return (
    <a
      href={navigationLink(userAgent, stop, vehicle)}
      target="_blank"
      rel="noopener noreferrer"
      className={cn(buttonVariants({ size: "md" }), "ride-second")}
    >
      <Navigation aria-hidden="true" />
      <span>
        <span>{t("navigate")}</span>
        <small>{t("navigate_hint")}</small>
      </span>
    </a>
  );
}
