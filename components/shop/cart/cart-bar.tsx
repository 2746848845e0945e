"use client";

import { ReceiptText } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/overlay/sheet";
import { formatMoney } from "@/lib/text/format";

export interface CartBarProps {
  count: number;
  /** Minor units, without the delivery fee. */
  total: number;
  currency: string;
  store: string;
  children: ReactNode;
}

export function CartBar({ count, total, currency, store, children }: CartBarProps) {
  const t = useTranslations("shop.cart");
  const [isOpen, setOpen] = useState(false);
  if (count === 0 && !isOpen) return null;
  return (
    <div className="sticky bottom-0 z-20 -mx-[clamp(0.875rem,3vw,1.5rem)] border-hair border-t bg-ticket px-[clamp(0.875rem,3vw,1.5rem)] pt-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))] lg:hidden">
      <Button
        variant="go"
        size="lg"
        className="w-full"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(true)}
      >
        <ReceiptText aria-hidden="true" />
        <span>{t("bar", { count })}</span>
        <span aria-hidden="true">·</span>
        <span className="font-mono">{formatMoney(total, currency)}</span>
        <span className="sr-only">{`. ${t("show")}`}</span>
      </Button>
      <Sheet
        open={isOpen}
        onOpenChange={setOpen}
        title={t("title")}
        description={<bdi>{t("from", { store })}</bdi>}
      >
        {children}
      </Sheet>
    </div>
  );
}
