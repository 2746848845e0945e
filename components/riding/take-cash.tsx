import { useTranslations } from "next-intl";
import type { TripStop } from "@/lib/dispatch/model/trip";
import { formatMoney } from "@/lib/text/format";

export function TakeCash({ stop, currency }: { stop: TripStop; currency: string }) {
  const t = useTranslations("rider.trip");
  if (stop.cash === null) return null;
  return (
    <p className="ride-cash">
      <span>{t("take_cash")}</span>
      <b translate="no">{formatMoney(stop.cash, currency)}</b>
    </p>
  );
}
