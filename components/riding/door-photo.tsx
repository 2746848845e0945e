"use client";

import { Camera } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { ChosenPhoto } from "@/components/menu/chosen-photo";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { cn } from "@/components/ui/cn";
import { Words } from "@/components/ui/words";
import { useRiding } from "@/hooks/riding/riding-context";
import { useDoorPhoto } from "@/hooks/riding/use-door-photo";
import { RideMessage } from "./late-chats";
import { Screen } from "./screen";
import { Slot } from "./slot";
import type { StopProps } from "./stop-props";

interface DoorPhotoProps extends StopProps {
  onPin: () => void;
  children: ReactNode;
}

/** Where the guest asked for the order to be left, a photo stands for the PIN. */
export function DoorPhoto({ trip, stop, onStep, onSeeOffer, onFail, onPin, children }: DoorPhotoProps) {
  const t = useTranslations("rider.door");
  const fail = useTranslations("rider.fail");
  const input = useId();
  const photo = useDoorPhoto(trip.id, stop.order_id);
  const { file } = photo;
  const { presses, isLost } = useRiding();
  const isSending = presses.presses.some(
    ({ action }) =>
      action.name === "take_trip_step" && action.order_id === stop.order_id && action.step === "delivered",
  );
  return (
    <Screen
      title={<bdi>{stop.address}</bdi>}
      foot={
        <>
          <Slot onSeeOffer={onSeeOffer} />
          <div className="ride-pair">
            <Button className="ride-second" onClick={onPin}>
              {t("with_pin")}
            </Button>
            <Button className="ride-second" onClick={onFail}>
              {fail("press")}
            </Button>
          </div>
          <RideMessage stop={stop} />
          <input
            id={input}
            type="file"
            accept="image/*"
            capture="environment"
            className="sr-only"
            onChange={({ currentTarget }) => {
              const [chosen] = currentTarget.files ?? [];
              if (chosen !== undefined) photo.choose(chosen);
              // The same file may be chosen again.
              currentTarget.value = "";
            }}
          />
          {file === null ? (
            <label htmlFor={input} className={cn(buttonVariants({ variant: "go", size: "md" }), "ride-go")}>
              <Camera aria-hidden="true" />
              <span>{t("photo_take")}</span>
            </label>
          ) : (
            <Button variant="go" className="ride-go" pending={isSending} onClick={() => onStep("delivered")}>
              {t(isSending ? "photo_sending" : "photo_send")}
            </Button>
          )}
        </>
      }
    >
      <Words>{children}</Words>
      <h2 className="ride-lead">{t("photo_title")}</h2>
      <p className="ride-fine">{t("photo_hint")}</p>
      {isLost && <p className="ride-fine">{t("photo_lost")}</p>}
      {file !== null && (
        <>
          <div className="ride-photo">
            <ChosenPhoto file={file} name={t("photo_alt")}>
              <Camera aria-hidden="true" />
            </ChosenPhoto>
          </div>
          <label htmlFor={input} className={cn(buttonVariants({ size: "md" }), "ride-second")}>
            {t("photo_again")}
          </label>
        </>
      )}
    </Screen>
  );
}
