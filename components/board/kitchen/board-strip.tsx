"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense } from "react";
import { Icon } from "@/components/ui/icon";
import { later } from "@/components/ui/later";
import type { Screen } from "@/hooks/board/use-screen";
import { useHydrated } from "@/hooks/browser/use-hydrated";

const AllDay = lazy(later(async () => (await import("./all-day")).AllDay));

interface BoardStripProps {
  screen: Screen;
  litDish: string | null;
  onLight: (dishId: string | null) => void;
  onScreen: () => void;
}

/** Has its height from the beginning, and its counts after the page. */
export function BoardStrip({ screen, litDish, onLight, onScreen }: BoardStripProps) {
  const t = useTranslations("partner");
  const isHydrated = useHydrated();
  const { chosen, stations, isExpediter } = screen;
  const names = stations.filter(({ id }) => chosen.has(id)).map(({ name }) => name);
  const everything = t(isExpediter ? "screen.expediter" : "screen.everything");
  const shows = names.length === 0 ? everything : names.join(", ");
  return (
    <section className="board-strip" aria-label={t("all_day.title")}>
      <div className="all-day">
        <h2>{t("all_day.title")}</h2>
        {isHydrated && (
          <Suspense>
            <AllDay litDish={litDish} onLight={onLight} />
          </Suspense>
        )}
      </div>
      <button
        type="button"
        className="screen-button"
        data-filtered={chosen.size > 0 || isExpediter || undefined}
        aria-label={t("screen.open", { shows })}
        aria-haspopup="dialog"
        onClick={onScreen}
      >
        <Icon name="screen" />
        <span>{shows}</span>
      </button>
    </section>
  );
}
