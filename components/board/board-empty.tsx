"use client";

import { ChefHat } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { useRealtime } from "@/hooks/realtime/use-realtime";

export function BoardEmpty() {
  const t = useTranslations("partner");
  const { state } = useRealtime();
  // The text promises live updates, so it depends on the connection's state.
  if (state !== "live") return <p className="board-column-empty">{t("column.empty_new")}</p>;
  return (
    <EmptyState heading="h3" icon={<ChefHat />} title={t("empty.title")}>
      {t("empty.body")}
    </EmptyState>
  );
}
