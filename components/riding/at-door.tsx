"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useEffectEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Words } from "@/components/ui/words";
import { useRiding } from "@/hooks/riding/riding-context";
import { DoorPhoto } from "./door-photo";
import { RideMessage } from "./late-chats";
import { Progress } from "./progress";
import { Screen } from "./screen";
import { Slot } from "./slot";
import type { StopProps } from "./stop-props";
import { TakeCash } from "./take-cash";

const DIGITS = 4;
const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

export function AtDoor(props: StopProps) {
  const { trip, stop } = props;
  const [wantsPin, setWantsPin] = useState(!stop.leave_at_door);
  const about = (
    <>
      <Progress trip={trip} />
      <p className="ride-lead">
        <bdi>{stop.name}</bdi>
      </p>
      {stop.note !== "" && <p className="ride-note">{stop.note}</p>}
      <TakeCash stop={stop} currency={trip.pay.currency} />
    </>
  );
  if (!wantsPin)
    return (
      <DoorPhoto {...props} onPin={() => setWantsPin(true)}>
        {about}
      </DoorPhoto>
    );
  return (
    <PinScreen {...props} onPhoto={stop.leave_at_door ? () => setWantsPin(false) : undefined}>
      {about}
    </PinScreen>
  );
}

interface PinScreenProps extends StopProps {
  onPhoto: (() => void) | undefined;
  children: ReactNode;
}

function PinScreen({ stop, onStep, onFail, onPhoto, onSeeOffer, children }: PinScreenProps) {
  const t = useTranslations("rider.door");
  const { presses } = useRiding();
  const [digits, setDigits] = useState("");
  const isChecking = presses.presses.some(
    ({ action }) =>
      action.name === "take_trip_step" && action.order_id === stop.order_id && action.step === "delivered",
  );
  const { problem } = presses;
  const isWrong = problem?.action.name === "take_trip_step" && problem.action.step === "delivered";

  function type(digit: string) {
    if (isChecking || digits.length >= DIGITS) return;
    presses.dismiss();
    const next = digits + digit;
    setDigits(next);
    if (next.length === DIGITS) onStep("delivered", { pin: next });
  }
  const erase = () => setDigits((before) => (isChecking ? before : before.slice(0, -1)));

  // A wrong PIN is typed anew from the beginning.
  const [wasChecking, setWasChecking] = useState(false);
  if (wasChecking !== isChecking) {
    setWasChecking(isChecking);
    if (!isChecking) setDigits("");
  }

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (event.target instanceof Element && event.target.closest("dialog, [role=dialog], [popover]")) return;
    if (/^\d$/.test(event.key)) type(event.key);
    if (event.key === "Backspace") erase();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);

  return (
    <Screen
      title={<bdi>{stop.address}</bdi>}
      foot={
        <>
          {isWrong ? (
            <p className="ride-slot ride-problem">{problem.message}</p>
          ) : (
            <Slot onSeeOffer={onSeeOffer}>
              <p className="ride-fine">{t(isChecking ? "checking" : "right")}</p>
            </Slot>
          )}
          {/* Beside the keys: a short screen covers what stands above them. */}
          <div className="ride-pin" role="img" aria-label={t("entered", { count: digits.length })}>
            {Array.from({ length: DIGITS }, (_, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: digits have no other name than their place
              <b key={place} data-at={place === digits.length || undefined}>
                {digits.charAt(place)}
              </b>
            ))}
          </div>
          <fieldset className="ride-pad">
            <legend className="sr-only">{t("pad")}</legend>
            {KEYS.map((key) => (
              <Button key={key} className="ride-key" onClick={() => type(key)}>
                {key}
              </Button>
            ))}
            <Button className="ride-key ride-key-word" onClick={onFail}>
              {t("nobody")}
            </Button>
            <Button className="ride-key" onClick={() => type("0")}>
              0
            </Button>
            <Button className="ride-key ride-key-word" onClick={erase}>
              {t("delete")}
            </Button>
          </fieldset>
          <div className="ride-row">
            {onPhoto !== undefined && (
              <Button className="ride-second" onClick={onPhoto}>
                {t("with_photo")}
              </Button>
            )}
            <RideMessage stop={stop} />
          </div>
        </>
      }
    >
      <Words>{children}</Words>
      <h2 className="ride-lead">{stop.name === "" ? t("ask_anybody") : t("ask", { name: stop.name })}</h2>
    </Screen>
  );
}
