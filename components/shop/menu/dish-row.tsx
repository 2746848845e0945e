import { useTranslations } from "next-intl";
import { isOrderable, needsChoice } from "@/lib/cart/model/choice";
import type { Glyph } from "@/lib/menu/model/glyphs";
import type { MenuItem } from "@/lib/menu/model/schema";
import { formatDateTime, formatMoney } from "@/lib/text/format";
import { DishAdd } from "./dish-add";
import { DishPlate } from "./dish-plate";

export interface DishRowProps {
  item: MenuItem;
  glyph: Glyph;
  currency: string;
  timeZone: string;
  inCart: number;
  onAdd: (item: MenuItem) => void;
  onOpen: (item: MenuItem) => void;
}

/** The whole row opens the dish; the plus adds it as it is. */
export function DishRow({ item, glyph, currency, timeZone, inCart, onAdd, onOpen }: DishRowProps) {
  const t = useTranslations("shop.menu");
  const { name } = item;
  const canOrder = isOrderable(item);
  return (
    <li className="dish" data-sold-out={!canOrder || undefined}>
      <DishPlate item={item} glyph={glyph} width="4rem" />
      <div className="min-w-0">
        <h3 className="dish-name" aria-label={name}>
          {canOrder ? (
            <button
              type="button"
              className="dish-open"
              aria-label={item.options.length > 0 ? t("choose_dish", { name }) : undefined}
              onClick={() => onOpen(item)}
            >
              <bdi>{name}</bdi>
            </button>
          ) : (
            <bdi>{name}</bdi>
          )}
        </h3>
        {item.description !== "" && <p className="dish-about">{item.description}</p>}
        {item.allergens.length > 0 && (
          <p className="dish-contains">{t("contains", { allergens: item.allergens.join(", ") })}</p>
        )}
        {!item.available && item.available_until !== null && (
          <p className="dish-contains">
            {t("back_at", { time: formatDateTime(item.available_until, timeZone) })}
          </p>
        )}
      </div>
      <div className="dish-end">
        <data value={item.price} className="dish-price">
          {formatMoney(item.price, currency)}
        </data>
        {canOrder ? (
          <DishAdd
            label={t("add_dish", { name })}
            inCart={inCart}
            onAdd={needsChoice(item) ? undefined : () => onAdd(item)}
          />
        ) : (
          <span className="dish-sold-out">{t("unavailable")}</span>
        )}
      </div>
    </li>
  );
}
