"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useLiveBoard } from "@/hooks/board/live-board-context";
import { useStore } from "@/hooks/board/store-context";
import { columnOf } from "@/lib/board/model/columns";

/** Shows a lost connection or the number of new orders, visible from other tabs: `(2) Sushi Bar · Platewire`. */
export function StoreTitle({ isLost }: { isLost: boolean }) {
  const t = useTranslations("partner");
  const path = usePathname();
  const { tenant } = useStore();
  const { board } = useLiveBoard();
  const count = board.orders.filter((order) => columnOf(order) === "new").length;

  function ownTitle(): string | null {
    if (isLost) return t("title_lost", { store: tenant.name });
    return count === 0 ? null : t("title_new", { count, store: tenant.name });
  }

  const title = ownTitle();
  // biome-ignore lint/correctness/useExhaustiveDependencies: every page brings a title of its own, to be overwritten
  useEffect(() => {
    if (title === null) return;
    const before = document.title;
    document.title = title;
    return () => {
      if (document.title === title) document.title = before;
    };
  }, [title, path]);
  return null;
}
