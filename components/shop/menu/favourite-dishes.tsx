import { useTranslations } from "next-intl";
import { isOrderable, needsChoice } from "@/lib/cart/model/choice";
import type { Glyph } from "@/lib/menu/model/glyphs";
import type { MenuItem } from "@/lib/menu/model/schema";
import { formatMoney } from "@/lib/text/format";
import { categoryAnchor } from "./category-nav";
import { DishAdd } from "./dish-add";
import { DishPlate } from "./dish-plate";
import type { DishRowProps } from "./dish-row";

export const FAVOURITES = "most-ordered";

export interface FavouriteDishesProps extends Pick<DishRowProps, "currency" | "onAdd" | "onOpen"> {
  items: readonly MenuItem[];
  glyphOf: (item: MenuItem) => Glyph;
  countOf: (item: MenuItem) => number;
}

/** The same dishes stand in their categories, too; the labels differ, so that nothing has the same name twice. */
export function FavouriteDishes({ items, currency, glyphOf, countOf, onAdd, onOpen }: FavouriteDishesProps) {
  const t = useTranslations("shop.menu");
  const id = categoryAnchor(FAVOURITES);
  return (
    <section id={id} aria-labelledby={`${id}-name`} className="menu-part">
      <h2 id={`${id}-name`}>{t("most_ordered")}</h2>
      <ul className="favourites">
        {items.map((item) => {
          const canOrder = isOrderable(item);
          return (
            <li key={item.id} className="favourite" data-sold-out={!canOrder || undefined}>
              <DishPlate item={item} glyph={glyphOf(item)} width="5rem" />
              {canOrder ? (
                <button type="button" className="dish-open favourite-name" onClick={() => onOpen(item)}>
                  <bdi>{item.name}</bdi>
                </button>
              ) : (
                <bdi className="favourite-name">{item.name}</bdi>
              )}
              <div className="favourite-end">
                <data value={item.price} className="dish-price">
                  {formatMoney(item.price, currency)}
                </data>
                {canOrder ? (
                  <DishAdd
                    label={t("add_favourite", { name: item.name })}
                    inCart={countOf(item)}
                    onAdd={needsChoice(item) ? undefined : () => onAdd(item)}
                  />
                ) : (
                  <span className="dish-sold-out">{t("unavailable")}</span>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
