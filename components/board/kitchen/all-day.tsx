"use client";

import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
import { Menu } from "@/components/ui/overlay/menu";
import { MenuChoice } from "@/components/ui/overlay/menu-item";
import { useLiveBoard } from "@/hooks/board/live-board-context";
import { allDayCounts, type DishCount } from "@/lib/board/model/kitchen/all-day";

interface AllDayProps {
  litDish: string | null;
  onLight: (dishId: string | null) => void;
}

/** Returns how many dishes stand in the first line of `list`, and follows its width. */
function useInFirstLine(dishes: readonly DishCount[]) {
  const list = useRef<HTMLUListElement>(null);
  const [count, setCount] = useState(dishes.length);
  useEffect(() => {
    const { current: element } = list;
    if (element === null) return;
    const measure = () => {
      const tops = [...element.children].map((child) => (child instanceof HTMLElement ? child.offsetTop : 0));
      const below = tops.findIndex((top) => top > (tops[0] ?? 0));
      setCount(below === -1 ? dishes.length : below);
    };
    const observer = new ResizeObserver(measure);
    // Reports once to begin with, when the layout is known: measured right here, the whole board would be laid out for it.
    observer.observe(element);
    return () => observer.disconnect();
  }, [dishes]);
  return { list, count };
}

/** Counts what has to be made. A press on a dish lights up the tickets that hold it. Loads after the page, into a fixed place. */
export function AllDay({ litDish, onLight }: AllDayProps) {
  const t = useTranslations("partner.all_day");
  const { board } = useLiveBoard();
  const dishes = useMemo(() => allDayCounts(board.orders), [board.orders]);
  const { list, count } = useInFirstLine(dishes);
  const toggle = (id: string) => onLight(id === litDish ? null : id);
  const hidden = dishes.length - count;
  if (dishes.length === 0) return <p className="all-day-none">{t("none")}</p>;
  return (
    <>
      <ul ref={list} className="all-day-dishes" aria-label={t("title")}>
        {dishes.map(({ id, name, quantity }, index) => (
          <li key={id} data-hidden={index >= count || undefined}>
            <button
              type="button"
              aria-pressed={id === litDish}
              title={t("show", { name })}
              onClick={() => toggle(id)}
            >
              <b>{quantity}</b>
              <span>×</span>
              <span translate="no">{name}</span>
            </button>
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <Menu variant="ghost" align="end" label={t("more", { count: hidden })} aria-label={t("all")}>
          {dishes.map(({ id, name, quantity }) => (
            <MenuChoice key={id} checked={id === litDish} onSelect={() => toggle(id)}>
              {t("dish", { quantity, name })}
            </MenuChoice>
          ))}
        </Menu>
      )}
    </>
  );
}
