"use client";

import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useRiding } from "@/hooks/riding/riding-context";
import { useLocationPermission } from "@/hooks/riding/use-location-permission";
import { SHIFT } from "@/lib/dispatch/client/riding-press";
import type { Vehicle } from "@/lib/orders/model/delivery";
import { PAY } from "@/lib/riders/model/pay";
import { TOWN_CURRENCY } from "@/lib/riders/model/town";
import { formatMoney } from "@/lib/text/format";
import { Notice } from "./notice";
import { Screen } from "./screen";
import { Slot } from "./slot";
import { VehicleIcon } from "./vehicle-icon";

/** The most usual ones first. */
const CHOICES: readonly Vehicle[] = ["bicycle", "e-bike", "scooter", "foot", "car"];

export function OffShift() {
  const t = useTranslations("rider.start");
  const words = useTranslations("rider.vehicle");
  const { home, presses, sound } = useRiding();
  const [vehicle, setVehicle] = useState<Vehicle>(home.rider.vehicle);
  const permission = useLocationPermission();
  const isStarting = presses.presses.some(({ subject }) => subject === SHIFT);

  function start() {
    // In the press, which unlocks the sound.
    sound.unlock();
    sound.askForPush();
    presses.press({ name: "set_shift", on: true, vehicle }, 0);
  }
  return (
    <Screen
      title={t("title", { name: home.rider.name })}
      foot={
        <>
          <Slot>
            <Lock aria-hidden="true" className="ride-slot-icon" />
            <p>{t("lock")}</p>
          </Slot>
          <Button variant="go" className="ride-go" pending={isStarting} onClick={start}>
            {t("press")}
          </Button>
        </>
      }
    >
      <Notice />
      <fieldset className="ride-vehicles">
        <legend className="sr-only">{t("vehicle")}</legend>
        {CHOICES.map((one) => (
          <label key={one} className="ride-vehicle">
            <input
              type="radio"
              name="vehicle"
              className="sr-only"
              checked={one === vehicle}
              onChange={() => setVehicle(one)}
            />
            <VehicleIcon vehicle={one} />
            <span>{words(one)}</span>
          </label>
        ))}
      </fieldset>
      <p className="ride-fine">
        {home.rider.fleet_name === null ? t("platform") : t("fleet", { fleet: home.rider.fleet_name })}
      </p>
      <p className="ride-fine">
        {t("pay", {
          base: formatMoney(PAY.base, TOWN_CURRENCY),
          km: formatMoney(PAY.perKm, TOWN_CURRENCY),
          minute: formatMoney(PAY.perWaitingMinute, TOWN_CURRENCY),
          free: PAY.freeWaitingMinutes,
        })}
      </p>
      <ul className="ride-checks">
        <li data-ok={permission === "granted" || undefined}>{t(`location_${permission}`)}</li>
        <li data-ok={true}>{t("sound")}</li>
        <li data-ok={true}>{t("push")}</li>
      </ul>
      <details className="ride-details">
        <summary>{t("shared")}</summary>
        <ul>
          <li>{t("shared_dispatch")}</li>
          <li>{t("shared_store")}</li>
          <li>{t("shared_guest")}</li>
          <li>{t("shared_deleted")}</li>
        </ul>
      </details>
    </Screen>
  );
}
