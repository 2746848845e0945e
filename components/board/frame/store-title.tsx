"use client";

import { useTranslations } from "next-intl";
import { useLiveBoard } from "@/hooks/board/live-board-context";
import { useStore } from "@/hooks/board/store-context";
import { useDocumentTitle } from "@/hooks/browser/use-document-title";
import { columnOf } from "@/lib/board/model/columns";

/** Shows a lost connection or the number of new orders, visible from other tabs: `(2) Sushi Bar · Platewire`. */
export function StoreTitle({ isLost }: { isLost: boolean }) {
  const t = useTranslations("partner");
  const { tenant } = useStore();
  const { board } = useLiveBoard();
  const count = board.orders.filter((order) => columnOf(order) === "new").length;

  function ownTitle(): string | null {
    if (isLost) return t("title_lost", { store: tenant.name });
    return count === 0 ? null : t("title_new", { count, store: tenant.name });
  }

  useDocumentTitle(ownTitle());
  return null;
}
