import { TriangleAlert, UserSearch } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, Suspense } from "react";
import { VEHICLE_ICONS } from "@/components/ui/vehicle-icons";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { loadFailedDelivery } from "./load-failed-delivery";
import type { TicketHandlers } from "./ticket-handlers";
import "./ticket-rider.css";

const FailedDelivery = lazy(loadFailedDelivery);

interface TicketRiderProps {
  order: BoardOrder;
  handlers: Pick<TicketHandlers, "change">;
}

/** Says who brings an order that riders bring, and where the rider is. */
export function TicketRider({ order, handlers }: TicketRiderProps) {
  const { rider_state: state, rider_name: name, rider_vehicle } = order;
  const t = useTranslations("partner.rider");
  const vehicle = rider_vehicle ?? "bicycle";
  if (state === "none" || name === null)
    return (
      <p className="ticket-rider">
        <UserSearch aria-hidden="true" />
        <span>{t("looking")}</span>
      </p>
    );
  const Icon = state === "failed" ? TriangleAlert : VEHICLE_ICONS[vehicle];
  return (
    <>
      <p className="ticket-rider" data-rider={state}>
        <Icon aria-hidden="true" />
        <span>{t(state, { name, vehicle: t(`vehicle.${vehicle}`) })}</span>
      </p>
      {state === "failed" && (
        <Suspense fallback={null}>
          <FailedDelivery order={order} handlers={handlers} />
        </Suspense>
      )}
    </>
  );
}
