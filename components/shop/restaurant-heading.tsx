"use client";

import { Bike, ShoppingBasket } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useStoreStatus } from "@/hooks/stores/use-store-status";
import { ARRIVAL_SPAN } from "@/lib/orders/model/terms";
import { soonestMinutes } from "@/lib/stores/model/delivery-time";
import type { Tenant } from "@/lib/stores/model/schema";
import { takesOrders } from "@/lib/stores/model/status/status";
import { formatMoney } from "@/lib/text/format";
import { NotTakingOrders } from "./not-taking-orders";
import "./restaurant-heading.css";

interface RestaurantHeadingProps {
  tenant: Tenant;
  isNew: boolean;
  /** The server's time (ms) when it rendered the page. */
  renderedAt: number;
}

export function RestaurantHeading({ tenant, isNew, renderedAt }: RestaurantHeadingProps) {
  const t = useTranslations("shop");
  const status = useStoreStatus(tenant, renderedAt);
  const isOpen = takesOrders(status);
  const soonest = soonestMinutes(tenant, status);
  const money = (minor: number) => formatMoney(minor, tenant.currency);
  const fee = tenant.delivery_fee === 0 ? t("list.free") : t("list.fee", { fee: money(tenant.delivery_fee) });
  const facts = [...(isNew ? [t("list.new")] : []), tenant.cuisine, `${tenant.address_line}, ${tenant.city}`];
  return (
    <header className="grid gap-1.5">
      <Link
        href="/"
        className="inline-flex min-h-11 items-center justify-self-start font-semibold text-[0.9375rem] text-soft underline underline-offset-2 sm:min-h-8"
      >
        {t("menu.back")}
      </Link>
      <h1 className="restaurant-title">
        <bdi>{tenant.name}</bdi>
      </h1>
      <p className="max-w-[46rem] text-[1.0625rem]">{tenant.description}</p>
      <p className="text-soft">{facts.join(" · ")}</p>
      <ul className="mt-2 flex flex-wrap gap-2">
        <li className="restaurant-fact">
          <Bike aria-hidden="true" />
          {/* Nobody can order from a closed restaurant, so nothing arrives in so many minutes. */}
          {isOpen ? (
            <span>
              <b>{t("list.minutes", { from: soonest, to: soonest + ARRIVAL_SPAN })}</b>
              <small>{fee}</small>
            </span>
          ) : (
            <b>{fee}</b>
          )}
        </li>
        {tenant.minimum_order > 0 && (
          <li className="restaurant-fact">
            <ShoppingBasket aria-hidden="true" />
            <span>
              <b>{money(tenant.minimum_order)}</b>
              <small>{t("list.minimum_label")}</small>
            </span>
          </li>
        )}
      </ul>
      {status.mode === "busy" && (
        <p className="text-soft">
          <span>{t("list.busy", { minutes: status.extra_minutes })}</span>
          {status.reason !== null && (
            <>
              <span aria-hidden="true">{" · "}</span>
              <bdi>{status.reason}</bdi>
            </>
          )}
        </p>
      )}
      <div role="status">
        {!isOpen && <NotTakingOrders store={tenant} status={status} now={renderedAt} className="mt-2" />}
      </div>
    </header>
  );
}
