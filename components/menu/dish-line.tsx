"use client";

import { ArrowDown, ArrowUp, Ellipsis, GripVertical } from "lucide-react";
import { useTranslations } from "next-intl";
import { createContext, memo, use } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/overlay/menu";
import { MenuItem as Entry } from "@/components/ui/overlay/menu-item";
import type { DragHandlers } from "@/hooks/menu/use-drag-order";
import { ALLERGENS, statementOf } from "@/lib/menu/model/allergens";
import type { OffFor } from "@/lib/menu/model/off-until";
import type { MenuItem } from "@/lib/menu/model/schema";
import { formatMoney } from "@/lib/text/format";
import { AvailabilityControl } from "./availability-control";

export interface DishHandlers {
  drag: DragHandlers;
  turnItem: (item: MenuItem, off: OffFor | null) => void;
  turnOption: (item: MenuItem, optionId: string, off: OffFor | null) => void;
  edit: (item: MenuItem) => void;
  remove: (item: MenuItem) => void;
  /** By one place, within the category. */
  move: (item: MenuItem, by: -1 | 1) => void;
  moveTo: (item: MenuItem, categoryId: string) => void;
}

export interface DishLineProps {
  item: MenuItem;
  /** True for a dish that is not looked for. Its row stays, because rendering 1,000 rows anew takes long. */
  isHidden: boolean;
  currency: string;
  timeZone: string;
  isFirst: boolean;
  isLast: boolean;
  categoryId: string;
  pending: ReadonlySet<string>;
  handlers: DishHandlers;
}

/** The menu's categories, for the entries of the one row whose menu is open: as a property they would render all rows. */
export const CategoryNames = createContext<readonly { id: string; name: string }[]>([]);

/** False for staff, who only mark dishes and options as sold out. */
export const MayEditMenu = createContext(true);

function MoveEntries({ from, onMove }: { from: string; onMove: (categoryId: string) => void }) {
  const t = useTranslations("menu.dish");
  return use(CategoryNames)
    .filter(({ id }) => id !== from)
    .map(({ id, name }) => (
      <Entry key={id} onSelect={() => onMove(id)}>
        {t("move_to", { name })}
      </Entry>
    ));
}

/** The row alone: the search changes nothing else. */
export function DishLine({ isHidden, ...about }: DishLineProps) {
  const { item } = about;
  return (
    <li className="menu-dish" hidden={isHidden} data-dish={item.id} data-off={!item.available || undefined}>
      <DishAbout {...about} />
    </li>
  );
}

type DishAboutProps = Omit<DishLineProps, "isHidden">;

function DishAboutNow({
  item,
  currency,
  timeZone,
  isFirst,
  isLast,
  categoryId,
  pending,
  handlers,
}: DishAboutProps) {
  const t = useTranslations("menu.dish");
  const mayEdit = use(MayEditMenu);
  const { name } = item;
  const unstated = ALLERGENS.filter((allergen) => statementOf(item, allergen) === null).length;
  return (
    <>
      {mayEdit && (
        <span className="menu-drag" aria-hidden="true" title={t("drag")} {...handlers.drag}>
          <GripVertical />
        </span>
      )}
      <div className="menu-dish-about">
        <h3>
          <bdi>{name}</bdi>
        </h3>
        {item.description !== "" && <p dir="auto">{item.description}</p>}
        {unstated > 0 && (
          <p className="menu-unstated">
            <span aria-hidden="true">▲ </span>
            <span>{t("unstated", { count: unstated })}</span>
          </p>
        )}
      </div>
      <data className="menu-dish-price" value={item.price}>
        {formatMoney(item.price, currency)}
      </data>
      <AvailabilityControl
        name={name}
        available={item.available}
        availableUntil={item.available_until}
        timeZone={timeZone}
        isPending={pending.has(item.id)}
        onTurn={(off) => handlers.turnItem(item, off)}
      />
      {mayEdit && (
        <div className="menu-dish-actions">
          <IconButton
            className="menu-move"
            label={t("move_up", { name })}
            aria-disabled={isFirst || undefined}
            onClick={() => !isFirst && handlers.move(item, -1)}
          >
            <ArrowUp aria-hidden="true" />
          </IconButton>
          <IconButton
            className="menu-move"
            label={t("move_down", { name })}
            aria-disabled={isLast || undefined}
            onClick={() => !isLast && handlers.move(item, 1)}
          >
            <ArrowDown aria-hidden="true" />
          </IconButton>
          <Button size="sm" aria-label={t("edit_named", { name })} onClick={() => handlers.edit(item)}>
            {t("edit")}
          </Button>
          <Menu
            variant="ghost"
            size="sm"
            align="end"
            className="button-icon"
            aria-label={t("more", { name })}
            label={<Ellipsis aria-hidden="true" />}
          >
            <MoveEntries from={categoryId} onMove={(id) => handlers.moveTo(item, id)} />
            <Entry danger onSelect={() => handlers.remove(item)}>
              {t("delete")}
            </Entry>
          </Menu>
        </div>
      )}
      {item.options.length > 0 && (
        <details className="menu-options">
          <summary>{t("options", { count: item.options.length })}</summary>
          <ul>
            {item.options.map((option) => (
              <li key={option.id}>
                <span>
                  <bdi>{`${option.group.name}: ${option.name}`}</bdi>
                </span>
                <AvailabilityControl
                  name={`${name}, ${option.name}`}
                  available={option.available}
                  availableUntil={option.available_until}
                  timeZone={timeZone}
                  isPending={pending.has(option.id)}
                  onTurn={(off) => handlers.turnOption(item, option.id, off)}
                />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

const isPendingOf = ({ item, pending }: DishAboutProps) =>
  [item, ...item.options].map(({ id }) => pending.has(id)).join();

/** A menu has up to 1,000 of them: only those that changed are rendered. */
const DishAbout = memo(
  DishAboutNow,
  (before, after) =>
    before.item === after.item &&
    before.isFirst === after.isFirst &&
    before.isLast === after.isLast &&
    before.categoryId === after.categoryId &&
    before.handlers === after.handlers &&
    (before.pending === after.pending || isPendingOf(before) === isPendingOf(after)),
);
