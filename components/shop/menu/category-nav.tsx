"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import type { Menu } from "@/lib/menu/model/schema";

export const categoryAnchor = (id: string) => `part-${id}`;

export function CategoryNav({ categories }: { categories: Menu["categories"] }) {
  const t = useTranslations("shop.menu");
  const [current, setCurrent] = useState(categories[0]?.id);
  const list = useRef<HTMLUListElement>(null);

  useEffect(() => {
    const inSight = new Set<string>();
    // A category is in view while it crosses the upper third of the screen.
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries)
          if (isIntersecting) inSight.add(target.id);
          else inSight.delete(target.id);
        const first = categories.find(({ id }) => inSight.has(categoryAnchor(id)));
        if (first !== undefined) setCurrent(first.id);
      },
      { rootMargin: "-12% 0px -60% 0px" },
    );
    for (const { id } of categories) {
      const part = document.getElementById(categoryAnchor(id));
      if (part !== null) observer.observe(part);
    }
    return () => observer.disconnect();
  }, [categories]);

  useEffect(() => {
    const strip = list.current;
    const link = strip?.querySelector<HTMLElement>(`[href="#${categoryAnchor(current ?? "")}"]`);
    if (strip && link) strip.scrollTo({ left: link.offsetLeft - strip.offsetLeft - 16 });
  }, [current]);

  return (
    <nav aria-label={t("categories")} className="sticky top-0 z-10 -mx-1 bg-counter/95 px-1 py-2">
      <ul ref={list} className="flex gap-1.5 overflow-x-auto [scrollbar-width:none]">
        {categories.map(({ id, name }) => (
          <li key={id}>
            <a
              href={`#${categoryAnchor(id)}`}
              aria-current={id === current ? "true" : undefined}
              className={cn(
                "pill min-h-10 whitespace-nowrap focus-visible:-outline-offset-2",
                id === current && "border-ink bg-ink text-ticket",
              )}
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
