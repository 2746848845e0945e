"use client";

import { useTranslations } from "next-intl";
import { Ticket } from "@/components/ui/ticket";
import { useRiderLocation } from "@/hooks/orders/delivery/use-rider-location";
import type { OrderDetail } from "@/lib/orders/model/schema";

/** Who brings it, and what happens at the door. */
export function RiderTicket({ order }: { order: OrderDetail }) {
  const t = useTranslations("orders.delivery");
  const location = useRiderLocation(order);
  const { rider_name: rider, rider_vehicle: vehicle, delivery_pin: pin = null } = order;
  if (rider === null || vehicle === null) return null;

  function doing(name: string) {
    const store = order.tenant_name;
    if (order.rider_state === "accepted") return t("to_store", { rider: name, store });
    if (order.rider_state === "at_store") return t("at_store", { rider: name, store });
    if (order.rider_state === "at_door") return t("at_door", { rider: name });
    if (location?.state === "other_first")
      return t("stops_before", { rider: name, count: location.doors_before });
    return null;
  }
  const state = doing(rider);

  return (
    <Ticket stage="out" aria-label={t("rider")} className="grid grid-cols-1 gap-3.5 p-4 pt-[1.125rem]">
      <div className="grid grid-cols-[3.25rem_minmax(0,1fr)] items-center gap-x-3">
        <span
          aria-hidden="true"
          translate="no"
          className="grid size-13 place-items-center rounded-full bg-stage font-bold text-[1.375rem] text-on-stage"
        >
          {rider.slice(0, 1)}
        </span>
        <div>
          <h2 translate="no" className="text-[1.25rem]">
            <bdi>{rider}</bdi>
          </h2>
          <p className="text-soft">{t(`vehicle.${vehicle}`)}</p>
        </div>
      </div>
      {state !== null && <p className="font-semibold">{state}</p>}
      {order.leave_at_door ? (
        <p className="rounded-xl bg-[color-mix(in_oklab,var(--stage)_12%,var(--ticket))] px-3.5 py-2.5">
          {t("left_at_door", { rider })}
        </p>
      ) : (
        pin !== null && (
          <p className="flex items-center justify-between gap-3 rounded-xl bg-[color-mix(in_oklab,var(--stage)_12%,var(--ticket))] px-3.5 py-2.5 leading-tight">
            <span className="max-w-[11rem]">{t("give_pin", { rider })}</span>
            <span
              translate="no"
              className="-mr-[0.16em] font-extrabold font-mono text-[2.125rem] tracking-[0.16em]"
            >
              <span className="sr-only">{[...pin].join(" ")}</span>
              <span aria-hidden="true">{pin}</span>
            </span>
          </p>
        )
      )}
    </Ticket>
  );
}
