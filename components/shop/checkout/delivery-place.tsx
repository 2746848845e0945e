"use client";

import { MapPin } from "lucide-react";
import { useTranslations } from "next-intl";
import { type Ref, useState } from "react";
import { PinDialog } from "@/components/delivery/pin-dialog";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Banner } from "@/components/ui/feedback/banner";
import type { DeliveryPlace } from "@/hooks/shop/use-delivery-place";
import type { Place } from "@/lib/geo/model/place";
import type { Quote } from "@/lib/menu/model/schema";
import type { Tenant } from "@/lib/stores/model/schema";
import { formatMoney } from "@/lib/text/format";

export interface DeliveryPlaceProps {
  tenant: Tenant;
  found: DeliveryPlace;
  /** Null while loading. */
  quote: Quote | null;
  onPin: (pin: Place) => void;
  ref?: Ref<HTMLDivElement>;
}

/** Says where the order is brought to, what that costs and why, and lets the customer put a pin. */
export function DeliveryPlacePart({ tenant, found, quote, onPin, ref }: DeliveryPlaceProps) {
  const t = useTranslations("shop.place");
  const [isOpen, setOpen] = useState(false);
  const { state, place, pin } = found;
  const store = tenant.lat === null || tenant.lng === null ? null : { lat: tenant.lat, lng: tenant.lng };
  const money = (minor: number) => formatMoney(minor, tenant.currency);
  const put = (words: string, isMain = false) => (
    <Button variant={isMain ? "go" : "outline"} size="sm" onClick={() => setOpen(true)}>
      <MapPin aria-hidden="true" />
      <span>{words}</span>
    </Button>
  );

  function said() {
    if (state === "incomplete") return <p className="text-soft">{t("incomplete")}</p>;
    if (state === "asking" || quote === null) return <p className="text-soft">{t("asking")}</p>;
    if (place === null && quote.area.kind === "everywhere")
      return (
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p className="text-soft">{t("optional")}</p>
          {put(t("put"))}
        </div>
      );
    if (place === null)
      return (
        <Banner
          ref={ref}
          tabIndex={-1}
          tone="warn"
          title={t(state === "unavailable" ? "unavailable_title" : "unknown_title")}
          actions={put(t("put"), true)}
        >
          <p>{t("put_hint")}</p>
          {state === "unavailable" && (
            <Button variant="ghost" size="sm" onClick={found.askAgain}>
              {t("ask_again")}
            </Button>
          )}
        </Banner>
      );
    if (quote.area.kind === "outside")
      return (
        <Banner ref={ref} tabIndex={-1} tone="warn" title={t("outside_title", { store: tenant.name })}>
          <p>{t("outside_hint")}</p>
          <div className="mt-2.5 flex flex-wrap gap-2">
            {put(t("check"), true)}
            <ButtonLink href="/" size="sm">
              {t("others")}
            </ButtonLink>
          </div>
        </Banner>
      );
    return (
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p>
          {quote.area.kind === "zone" ? (
            <>
              <b>{t("zone", { zone: quote.area.zone_name ?? "", fee: money(quote.delivery_fee) })}</b>
              {quote.minimum_order > 0 && (
                <small className="block text-soft">
                  {t("zone_minimum", { minimum: money(quote.minimum_order) })}
                </small>
              )}
            </>
          ) : (
            <span>{t(pin === null ? "known" : "pinned")}</span>
          )}
        </p>
        {put(t(pin === null ? "check" : "move"))}
      </div>
    );
  }

  return (
    <div className="grid gap-2">
      {/* What is typed is looked up meanwhile. */}
      <div role="status">{said()}</div>
      <PinDialog
        open={isOpen}
        onOpenChange={setOpen}
        title={t("dialog_title")}
        description={t("dialog_lead")}
        place={place}
        store={store}
        onPin={onPin}
      />
      <input type="hidden" name="lat" value={pin?.lat ?? ""} readOnly />
      <input type="hidden" name="lng" value={pin?.lng ?? ""} readOnly />
    </div>
  );
}
