import Link from "next/link";
import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/feedback/banner";
import { ARRIVAL_SPAN } from "@/lib/orders/model/terms";
import type { Tenant } from "@/lib/stores/model/schema";
import { formatMoney } from "@/lib/text/format";

export function RestaurantHeading({ tenant }: { tenant: Tenant }) {
  const t = useTranslations("shop");
  const state = useTranslations("states.store_closed.menu");
  const soonest = tenant.default_prep_minutes + tenant.delivery_minutes;
  const money = (minor: number) => formatMoney(minor, tenant.currency);
  const figures = [
    t("list.minutes", { from: soonest, to: soonest + ARRIVAL_SPAN }),
    tenant.delivery_fee === 0 ? t("list.free") : t("list.fee", { fee: money(tenant.delivery_fee) }),
    tenant.minimum_order === 0
      ? t("list.no_minimum")
      : t("list.minimum", { amount: money(tenant.minimum_order) }),
  ];
  return (
    <header className="grid gap-2">
      <Link
        href="/"
        className="inline-flex min-h-6 items-center justify-self-start text-[0.9375rem] text-soft underline underline-offset-2"
      >
        {t("menu.back")}
      </Link>
      <h1 className="font-extrabold text-[2rem] tracking-tight sm:text-[2.75rem]">
        <bdi>{tenant.name}</bdi>
      </h1>
      <p className="max-w-[46rem]">
        <span className="font-semibold">{tenant.cuisine}</span>
        <span>{` · ${tenant.description}`}</span>
      </p>
      <ul className="flex flex-wrap gap-x-5 gap-y-1 font-mono font-semibold text-[0.9375rem]">
        {figures.map((figure) => (
          <li key={figure}>{figure}</li>
        ))}
      </ul>
      {!tenant.is_open && (
        <Banner tone="warn" title={state("happened", { store: tenant.name })} className="mt-2">
          {state("todo")}
        </Banner>
      )}
    </header>
  );
}
