"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";

export const categoryAnchor = (id: string) => `part-${id}`;

export interface MenuPart {
  id: string;
  name: string;
}

export function CategoryNav({ parts }: { parts: readonly MenuPart[] }) {
  const t = useTranslations("shop.menu");
  const [current, setCurrent] = useState(parts[0]?.id);
  const list = useRef<HTMLUListElement>(null);

  useEffect(() => {
    const inSight = new Set<string>();
    // A category is in view while it crosses the upper third of the screen.
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries)
          if (isIntersecting) inSight.add(target.id);
          else inSight.delete(target.id);
        const first = parts.find(({ id }) => inSight.has(categoryAnchor(id)));
        if (first !== undefined) setCurrent(first.id);
      },
      { rootMargin: "-12% 0px -60% 0px" },
    );
    for (const { id } of parts) {
      const part = document.getElementById(categoryAnchor(id));
      if (part !== null) observer.observe(part);
    }
    return () => observer.disconnect();
  }, [parts]);

  useEffect(() => {
    const strip = list.current;
    const link = strip?.querySelector<HTMLElement>(`[href="#${categoryAnchor(current ?? "")}"]`);
    if (strip && link) strip.scrollTo({ left: link.offsetLeft - strip.offsetLeft - 16 });
  }, [current]);

  return (
    <nav aria-label={t("categories")} className="menu-parts">
      <ul ref={list}>
        {parts.map(({ id, name }) => (
          <li key={id}>
            <a href={`#${categoryAnchor(id)}`} aria-current={id === current ? "true" : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
