"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { paidFor } from "@/lib/dispatch/model/ridden-trip";
import type { Trip } from "@/lib/dispatch/model/trip";
import { formatMoney } from "@/lib/text/format";
import { Screen } from "./screen";
import { Slot } from "./slot";

export function Finished({ trip, onNext }: { trip: Trip; onNext: () => void }) {
  const t = useTranslations("rider.finished");
  const { currency, base, distance, waiting, tip } = trip.pay;
  const parts = [
    { label: t("base"), amount: base },
    { label: t("distance", { km: (trip.metres / 1_000).toFixed(1) }), amount: distance },
    { label: t("waiting"), amount: waiting },
    // A row of zero would read as a customer who gave none.
    ...(tip === 0 ? [] : [{ label: t("tip"), amount: tip }]),
  ];
  return (
    <Screen
      title={t("title")}
      foot={
        <>
          <Slot />
          <Button variant="go" className="ride-go" onClick={onNext}>
            {t("next")}
          </Button>
        </>
      }
    >
      <p className="ride-label">{t("earned")}</p>
      <p className="ride-sum" translate="no">
        {formatMoney(paidFor(trip), currency)}
      </p>
      <dl className="ride-parts">
        {parts.map(({ label, amount }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{formatMoney(amount, currency)}</dd>
          </div>
        ))}
      </dl>
    </Screen>
  );
}
