"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { useLiveBoard } from "@/hooks/board/live-board-context";

export function BoardStatus() {
  const t = useTranslations("partner.stale");
  const { isStale, readAgain } = useLiveBoard();
  if (!isStale) return null;
  return (
    <Banner
      tone="warn"
      title={t("title")}
      actions={
        <Button size="sm" onClick={readAgain}>
          {t("retry")}
        </Button>
      }
    >
      {t("body")}
    </Banner>
  );
}
