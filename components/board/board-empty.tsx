"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Words } from "@/components/ui/words";
import { useRealtime } from "@/hooks/realtime/use-realtime";

/** `live` promises that orders arrive by themselves, so it is shown only while they do. */
export function BoardEmpty({ live }: { live: ReactNode }) {
  const t = useTranslations("partner");
  const { state } = useRealtime();
  return state === "live" ? (
    <Words>{live}</Words>
  ) : (
    <p className="board-column-empty">{t("column.empty_new")}</p>
  );
}
