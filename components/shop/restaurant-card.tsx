import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ARRIVAL_SPAN } from "@/lib/orders/model/terms";
import type { Tenant } from "@/lib/stores/model/schema";
import { formatMoney } from "@/lib/text/format";

export function RestaurantCard({ tenant }: { tenant: Tenant }) {
  const t = useTranslations("shop.list");
  const soonest = tenant.default_prep_minutes + tenant.delivery_minutes;
  const money = (minor: number) => formatMoney(minor, tenant.currency);
  return (
    <article
      data-stage={tenant.is_open ? "none" : "done"}
      className="ticket group relative flex flex-col gap-3 p-5 pt-6 transition-transform duration-150 hover:-translate-y-0.5 has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-ink has-[a:focus-visible]:outline-offset-4"
    >
      <span aria-hidden="true" className="ticket-edge" />
      <p className="flex flex-wrap items-baseline justify-between gap-x-4 text-[0.875rem] text-soft">
        <span className="font-semibold">{tenant.cuisine}</span>
        <span className={tenant.is_open ? "font-semibold text-ink" : "font-semibold text-late"}>
          <span aria-hidden="true">{tenant.is_open ? "● " : "✕ "}</span>
          <span>{tenant.is_open ? t("open") : t("closed")}</span>
        </span>
      </p>
      <div className="grid gap-1">
        <h2 className="font-extrabold text-[1.75rem] tracking-tight">
          {/* The whole ticket is the link; its name alone is the accessible name. */}
          <Link href={`/${tenant.slug}`} className="after:absolute after:inset-0 focus-visible:outline-none">
            <bdi>{tenant.name}</bdi>
          </Link>
        </h2>
        <p className="text-[0.875rem] text-soft">{`${tenant.address_line}, ${tenant.city}`}</p>
      </div>
      <p className="line-clamp-3 grow">{tenant.description}</p>
      <dl className="grid grid-cols-3 gap-x-3 border-hair border-t border-dashed pt-3">
        <Figure label={t("delivery_time")}>
          {t("minutes", { from: soonest, to: soonest + ARRIVAL_SPAN })}
        </Figure>
        <Figure label={t("fee_label")}>
          {tenant.delivery_fee === 0 ? t("no_fee") : money(tenant.delivery_fee)}
        </Figure>
        <Figure label={t("minimum_label")}>
          {tenant.minimum_order === 0 ? t("no_minimum") : money(tenant.minimum_order)}
        </Figure>
      </dl>
    </article>
  );
}

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col-reverse justify-end">
      <dt className="text-[0.8125rem] text-soft">{label}</dt>
      <dd className="font-bold font-mono text-[0.9375rem]">{children}</dd>
    </div>
  );
}
