"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { useStoreStatus } from "@/hooks/stores/use-store-status";
import type { Storefront } from "@/lib/menu/model/storefront";
import { ARRIVAL_SPAN } from "@/lib/orders/model/terms";
import { soonestMinutes } from "@/lib/stores/model/delivery-time";
import { takesOrders } from "@/lib/stores/model/status/status";
import { formatMoney } from "@/lib/text/format";
import { formatComing } from "@/lib/text/format-from-now";
import { Cloth } from "./cloth/cloth";
import { Plates } from "./plate/plate";
import "./restaurant-card.css";

export interface RestaurantCardProps {
  storefront: Storefront;
  isNew: boolean;
  /** The server's time (ms) when it rendered the page. */
  renderedAt: number;
}

export function RestaurantCard({ storefront, isNew, renderedAt }: RestaurantCardProps) {
  const { tenant, glyphs, favourite } = storefront;
  const t = useTranslations("shop.list");
  const status = useStoreStatus(tenant, renderedAt);
  const isOpen = takesOrders(status);
  const soonest = soonestMinutes(tenant, status);
  const money = (minor: number) => formatMoney(minor, tenant.currency);
  const facts = [
    tenant.cuisine,
    tenant.minimum_order === 0 ? t("no_minimum") : t("minimum", { amount: money(tenant.minimum_order) }),
  ];
  return (
    <article className="restaurant" data-closed={!isOpen || undefined}>
      <Cloth look={tenant} className={cn("restaurant-cloth", !isOpen && "cloth-closed")}>
        <Plates glyphs={glyphs} />
      </Cloth>
      <div className="restaurant-text">
        <h2 className="restaurant-name">
          {/* The whole card is the link; its name alone is the accessible name. */}
          <Link href={`/${tenant.slug}`} className="after:absolute after:inset-0 focus-visible:outline-none">
            <bdi>{tenant.name}</bdi>
          </Link>
        </h2>
        {isOpen ? (
          <p className="restaurant-now">
            <b>{t("minutes", { from: soonest, to: soonest + ARRIVAL_SPAN })}</b>
            <Dot />
            <span>
              {tenant.delivery_fee === 0 ? t("free") : t("fee", { fee: money(tenant.delivery_fee) })}
            </span>
          </p>
        ) : (
          <p className="restaurant-now">
            <b>{t(status.mode === "paused" ? "paused" : "closed")}</b>
            {status.opens_at !== null && (
              <>
                <Dot />
                <span>
                  {t(status.mode === "paused" ? "paused_until" : "opens", {
                    time: formatComing(status.opens_at, tenant.time_zone, renderedAt),
                  })}
                </span>
              </>
            )}
          </p>
        )}
        {status.mode === "busy" && (
          <p className="text-soft">{t("busy", { minutes: status.extra_minutes })}</p>
        )}
        {status.reason !== null && (
          <p className="text-soft">
            <bdi>{status.reason}</bdi>
          </p>
        )}
        <p className="text-soft">
          {isNew && (
            <>
              <b className="restaurant-new">{t("new")}</b>
              <Dot />
            </>
          )}
          <span>{facts.join(" · ")}</span>
        </p>
        {favourite === null ? (
          <p className="restaurant-foot">
            <span className="line-clamp-2">{tenant.description}</span>
          </p>
        ) : (
          <p className="restaurant-foot">
            <span>
              <span className="text-soft">{`${t("most_ordered")} `}</span>
              <b>
                <bdi>{favourite.name}</bdi>
              </b>
            </span>
            <data value={favourite.price}>{money(favourite.price)}</data>
          </p>
        )}
      </div>
    </article>
  );
}

function Dot() {
  return <span aria-hidden="true">{" · "}</span>;
}
