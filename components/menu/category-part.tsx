"use client";

import { ArrowDown, ArrowUp, Ellipsis, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo, use } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { minHeight } from "@/components/ui/min-height";
import { Menu } from "@/components/ui/overlay/menu";
import { MenuItem as Entry } from "@/components/ui/overlay/menu-item";
import type { MenuCategory } from "@/lib/menu/model/schema";
import { type DishHandlers, DishLine, MayEditMenu } from "./dish-line";

export interface CategoryHandlers {
  add: (category: MenuCategory) => void;
  rename: (category: MenuCategory) => void;
  remove: (category: MenuCategory) => void;
  move: (category: MenuCategory, by: -1 | 1) => void;
}

interface CategoryPartProps {
  category: MenuCategory;
  currency: string;
  timeZone: string;
  isFirst: boolean;
  isLast: boolean;
  /** Found dishes; null: all. */
  found: ReadonlySet<string> | null;
  pending: ReadonlySet<string>;
  /** The category renders so many dishes and keeps the place of the others. */
  most: number;
  handlers: CategoryHandlers;
  dishes: DishHandlers;
}

/** The height of a dish that is not drawn, as in menu-editor.css. */
const DISH_REM = 5.5;

/** A change of one dish renders one category, and in it one row. */
export const CategoryPart = memo(function CategoryPart({
  category,
  currency,
  timeZone,
  isFirst,
  isLast,
  found,
  pending,
  most,
  handlers,
  dishes,
}: CategoryPartProps) {
  const t = useTranslations("menu");
  const mayEdit = use(MayEditMenu);
  const { name, items } = category;
  const isWanted = ({ id }: { id: string }) => found === null || found.has(id);
  return (
    <section
      className="menu-category"
      hidden={found !== null && !items.some(isWanted)}
      aria-labelledby={`category-${category.id}`}
    >
      <div className="menu-category-head">
        <h2 id={`category-${category.id}`}>
          <bdi>{name}</bdi>
        </h2>
        <p>{t("dishes", { count: items.length })}</p>
        {mayEdit && found === null && (
          <div className="menu-dish-actions">
            <IconButton
              label={t("category.move_up", { name })}
              aria-disabled={isFirst || undefined}
              onClick={() => !isFirst && handlers.move(category, -1)}
            >
              <ArrowUp aria-hidden="true" />
            </IconButton>
            <IconButton
              label={t("category.move_down", { name })}
              aria-disabled={isLast || undefined}
              onClick={() => !isLast && handlers.move(category, 1)}
            >
              <ArrowDown aria-hidden="true" />
            </IconButton>
            <Button size="sm" aria-label={t("dish.add_to", { name })} onClick={() => handlers.add(category)}>
              <Plus aria-hidden="true" />
              <span>{t("dish.add")}</span>
            </Button>
            <Menu
              variant="ghost"
              size="sm"
              align="end"
              className="button-icon"
              aria-label={t("category.more", { name })}
              label={<Ellipsis aria-hidden="true" />}
            >
              <Entry onSelect={() => handlers.rename(category)}>{t("category.rename")}</Entry>
              <Entry danger onSelect={() => handlers.remove(category)}>
                {t("category.delete")}
              </Entry>
            </Menu>
          </div>
        )}
      </div>
      <ul
        className="menu-dishes"
        data-category={category.id}
        ref={minHeight(items.length > most ? `${items.length * DISH_REM}rem` : "")}
      >
        {items.length === 0 && <li className="menu-empty">{t("category.empty")}</li>}
        {items.slice(0, most).map((item, index) => (
          <DishLine
            key={item.id}
            item={item}
            isHidden={!isWanted(item)}
            currency={currency}
            timeZone={timeZone}
            isFirst={index === 0}
            isLast={index === items.length - 1}
            categoryId={category.id}
            pending={pending}
            handlers={dishes}
          />
        ))}
      </ul>
    </section>
  );
});
