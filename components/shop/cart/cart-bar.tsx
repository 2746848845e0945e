"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/overlay/sheet";
import type { Tenant } from "@/lib/stores/model/schema";
import { formatMoney } from "@/lib/text/format";
import { CartProgress } from "./cart-progress";
import "./cart.css";

export interface CartBarProps {
  count: number;
  /** Minor units, without the delivery fee. */
  total: number;
  tenant: Tenant;
  children: ReactNode;
}

/** Below the minimum it says what is missing, and has no filled button. */
export function CartBar({ count, total, tenant, children }: CartBarProps) {
  const t = useTranslations("shop.cart");
  const [isOpen, setOpen] = useState(false);
  if (count === 0 && !isOpen) return null;
  const money = (minor: number) => formatMoney(minor, tenant.currency);
  const missing = tenant.minimum_order - total;
  const opens = { "aria-haspopup": "dialog", "aria-expanded": isOpen, onClick: () => setOpen(true) } as const;
  return (
    <div className="cart-bar lg:hidden">
      {missing > 0 ? (
        <>
          <CartProgress total={total} minimum={tenant.minimum_order} />
          <div className="flex items-center gap-3 pt-1">
            <p className="min-w-0 grow leading-tight">
              <b className="block text-[1.0625rem]">{t("missing", { amount: money(missing) })}</b>
              <small className="text-[0.9375rem] text-soft">
                {`${t("bar", { count })}, ${money(total)} · ${t("minimum", { amount: money(tenant.minimum_order) })}`}
              </small>
            </p>
            <Button size="lg" className="flex-none" {...opens}>
              {t("show")}
            </Button>
          </div>
        </>
      ) : (
        <Button variant="go" size="lg" className="w-full justify-start px-3" {...opens}>
          <span className="cart-count">{count}</span>
          <span>{t("show")}</span>
          <data value={total} className="ms-auto">
            {money(total)}
          </data>
        </Button>
      )}
      <Sheet
        open={isOpen}
        onOpenChange={setOpen}
        title={t("title")}
        description={<bdi>{t("from", { store: tenant.name })}</bdi>}
      >
        {children}
      </Sheet>
    </div>
  );
}
