"use client";

import { useTranslations } from "next-intl";
import type { Trip } from "@/lib/dispatch/model/trip";
import { PlaceIcon } from "./place-icon";

/** The stops after the next one, of a trip with several orders. */
export function StopsList({ trip }: { trip: Trip }) {
  const t = useTranslations("rider.trip");
  const [, ...after] = trip.stops.filter(({ outcome }) => outcome === null);
  if (trip.stops.length <= 2 || after.length === 0) return null;
  return (
    <section className="ride-stops">
      <h2 className="ride-label">{t("stops")}</h2>
      <ol className="ride-way">
        {after.map((stop) => (
          <li key={`${stop.kind} ${stop.order_id}`} data-kind={stop.kind}>
            <PlaceIcon kind={stop.kind} />
            <div>
              <bdi>{t(`stop_${stop.kind}`, { name: stop.name })}</bdi>
              <small>{stop.address}</small>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
