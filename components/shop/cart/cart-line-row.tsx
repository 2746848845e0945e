"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { NumberStepper } from "@/components/ui/form/number-stepper";
import { IconButton } from "@/components/ui/icon-button";
import type { Difference } from "@/lib/cart/model/differences";
import { CART_LIMITS, type CartLine } from "@/lib/cart/model/schema";
import { formatMoney } from "@/lib/text/format";

export interface CartLineRowProps {
  line: CartLine;
  currency: string;
  difference?: Exclude<Difference, { kind: "delivery_fee" }>;
  onQuantity: (quantity: number) => void;
  onRemove: () => void;
  /** Absent when the dish can no longer be chosen. */
  onEdit?: () => void;
}

export function CartLineRow({ line, currency, difference, onQuantity, onRemove, onEdit }: CartLineRowProps) {
  const t = useTranslations("shop.cart");
  const problem = useTranslations("shop.problem");
  const { name } = line;
  const money = (minor: number) => formatMoney(minor, currency);
  const price = difference?.kind === "price" ? difference.now : line.unit_price;
  return (
    <li className="grid gap-2 border-hair border-t border-dashed py-3 first:border-t-0">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3">
        <div className="min-w-0">
          <p className="font-bold">
            <bdi>{name}</bdi>
          </p>
          {line.option_names.length > 0 && (
            <p className="text-[0.875rem] text-soft">{line.option_names.join(" · ")}</p>
          )}
          {line.note !== "" && (
            <p dir="auto" className="whitespace-pre-line text-[0.875rem] text-soft">
              {`“${line.note}”`}
            </p>
          )}
        </div>
        <data value={price * line.quantity} className="font-semibold">
          {money(price * line.quantity)}
        </data>
      </div>
      {difference !== undefined && (
        <p className="font-semibold text-[0.875rem] text-late">
          <span aria-hidden="true">▲ </span>
          <span>
            {difference.kind === "price"
              ? t("was", { was: money(difference.was), now: money(difference.now) })
              : problem(difference.problem)}
          </span>
        </p>
      )}
      <div className="flex items-center gap-1">
        <NumberStepper
          label={t("quantity_of", { name })}
          value={line.quantity}
          onValueChange={onQuantity}
          minimum={1}
          maximum={CART_LIMITS.quantity}
        />
        {onEdit !== undefined && (
          <Button variant="ghost" size="sm" aria-label={t("edit_dish", { name })} onClick={onEdit}>
            {t("edit")}
          </Button>
        )}
        <IconButton label={t("remove", { name })} className="ms-auto" onClick={onRemove}>
          <Trash2 aria-hidden="true" />
        </IconButton>
      </div>
    </li>
  );
}
