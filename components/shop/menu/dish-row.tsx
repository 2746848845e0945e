import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Badge } from "@/components/ui/feedback/badge";
import { isOrderable } from "@/lib/cart/model/choice";
import type { MenuItem } from "@/lib/menu/model/schema";
import { formatMoney } from "@/lib/text/format";

export interface DishRowProps {
  item: MenuItem;
  currency: string;
  inCart: number;
  onAdd: (item: MenuItem) => void;
  onOpen: (item: MenuItem) => void;
}

export function DishRow({ item, currency, inCart, onAdd, onOpen }: DishRowProps) {
  const t = useTranslations("shop.menu");
  const { name } = item;
  const hasOptions = item.options.length > 0;
  const canOrder = isOrderable(item);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 border-hair border-t py-4 first:border-t-0">
      <div className="min-w-0">
        <h3 className={cn("font-bold text-[1.0625rem]", !canOrder && "text-soft")}>
          {canOrder ? (
            <button
              type="button"
              className="cursor-pointer text-start hover:underline"
              onClick={() => onOpen(item)}
            >
              <bdi>{name}</bdi>
            </button>
          ) : (
            <bdi>{name}</bdi>
          )}
        </h3>
        {item.description !== "" && (
          <p className="max-w-[38rem] text-[0.9375rem] text-soft">{item.description}</p>
        )}
        {item.allergens.length > 0 && (
          <p className="mt-1 text-[0.8125rem] text-soft">
            {t("contains", { allergens: item.allergens.join(", ") })}
          </p>
        )}
        {inCart > 0 && (
          <Badge variant="plain" className="mt-1.5">
            {t("in_cart", { count: inCart })}
          </Badge>
        )}
      </div>
      <div className="flex flex-col items-end gap-2">
        <data
          value={item.price}
          className={cn("whitespace-nowrap font-bold", !canOrder && "text-soft line-through")}
        >
          {formatMoney(item.price, currency)}
        </data>
        {!canOrder && (
          <span className="max-w-28 text-end sm:max-w-none font-semibold text-[0.875rem] text-soft">
            {t("unavailable")}
          </span>
        )}
        {canOrder && hasOptions && (
          <Button aria-label={t("choose_dish", { name })} onClick={() => onOpen(item)}>
            {t("choose")}
          </Button>
        )}
        {canOrder && !hasOptions && (
          <Button aria-label={t("add_dish", { name })} onClick={() => onAdd(item)}>
            <Plus aria-hidden="true" />
            <span>{t("add")}</span>
          </Button>
        )}
      </div>
    </li>
  );
}
